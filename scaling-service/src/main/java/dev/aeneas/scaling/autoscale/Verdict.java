package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.AutoscaleEvent.AutoscaleDecision;

/**
 * What is to be done about the load, if anything.
 *
 * @param reason one sentence, with the numbers of this look
 */
public record Verdict(AutoscaleDecision decision, Why why, String reason, int toNodeCount) {

    static Verdict hold(Looked look, Why why, String reason) {
        return new Verdict(AutoscaleDecision.HOLD, why, reason, look.nodeCount());
    }

    boolean holds() {
        return decision == AutoscaleDecision.HOLD;
    }
}
