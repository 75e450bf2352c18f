package dev.aeneas.failover.run;

import java.time.Instant;

/**
 * What keeps Aeneas from failing over by itself, and what it waits for before it does.
 *
 * @param stopped why failovers are stopped; null: they are not
 * @param acknowledged the newest run that a person has seen; null: none
 * @param proposal what hooks are asked about; null: nothing
 */
public record Restraint(String stopped, String acknowledged, Proposal proposal) {
    static final Restraint NONE = new Restraint(null, null, null);

    /** A failover that begins unless a hook vetoes it. */
    public record Proposal(String id, String region, String reason, Instant at) {}

    Restraint withStopped(String reason) {
        return new Restraint(reason, acknowledged, proposal);
    }

    Restraint withAcknowledged(String runId) {
        return new Restraint(stopped, runId, proposal);
    }

    Restraint withProposal(Proposal next) {
        return new Restraint(stopped, acknowledged, next);
    }

    /** Of a cluster that is gone: the switch is about every cluster, also the next one of that name. */
    Restraint forgotten() {
        return new Restraint(stopped, null, null);
    }
}
