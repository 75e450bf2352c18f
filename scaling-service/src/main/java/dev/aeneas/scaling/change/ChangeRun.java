package dev.aeneas.scaling.change;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.NodeChange;
import dev.aeneas.contracts.PlannedStep;
import dev.aeneas.contracts.ProvisionError;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A change of a datacenter's nodes, and how far it is.
 *
 * @param epoch of the topology lock; 0 before it is ours
 * @param steps one after the other; none before it is planned
 * @param done how many of them are
 * @param notes for people: the consequences
 * @param error why it stopped or is to stop; null while nothing is wrong
 * @param askAt when the same is asked again; null when nothing is waited for
 * @param giveUpAt end of patience; null when there is none
 * @param endedAt null while it goes on
 */
public record ChangeRun(
        ClusterName cluster,
        DatacenterName datacenter,
        String runId,
        NodeChange change,
        Phase phase,
        long epoch,
        List<PlannedStep> steps,
        int done,
        List<String> notes,
        ProvisionError error,
        Instant requestedAt,
        Instant askAt,
        Instant giveUpAt,
        Instant endedAt) {

    /** Where it is. */
    public enum Phase {
        WAITING,
        RUNNING,
        RELEASING,
        COMPLETED,
        STOPPED
    }

    public ChangeRun {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    static ChangeRun waiting(
            ClusterName cluster, DatacenterName datacenter, String runId, NodeChange change, Patience patience) {
        return new ChangeRun(
                cluster,
                datacenter,
                runId,
                change,
                Phase.WAITING,
                0,
                List.of(),
                0,
                List.of(),
                null,
                patience.now(),
                patience.askAt(),
                patience.forLock(),
                null);
    }

    public boolean over() {
        return phase == Phase.COMPLETED || phase == Phase.STOPPED;
    }

    /** The step that is in flight, or that comes next. */
    PlannedStep step() {
        return steps.get(done);
    }

    boolean allDone() {
        return done == steps.size();
    }

    ChangeRun running(long underEpoch, ChangePlan plan, Patience patience) {
        return new ChangeRun(
                cluster,
                datacenter,
                runId,
                plan.change(),
                Phase.RUNNING,
                underEpoch,
                plan.steps(),
                0,
                plan.notes(),
                null,
                requestedAt,
                patience.askAt(),
                patience.forStep(),
                null);
    }

    ChangeRun nextStep(Patience patience) {
        return at(Phase.RUNNING, done + 1, error, patience.askAt(), patience.forStep());
    }

    /** Stops as soon as no step is in flight. */
    ChangeRun toStop(ProvisionError why) {
        return at(phase, done, error == null ? why : error, askAt, giveUpAt);
    }

    ChangeRun releasing(ProvisionError why, Patience patience) {
        return at(Phase.RELEASING, done, error == null ? why : error, patience.askAt(), patience.forRelease());
    }

    /** The lock that was granted late, to be given back. */
    ChangeRun underEpoch(long granted) {
        return new ChangeRun(
                cluster,
                datacenter,
                runId,
                change,
                phase,
                granted,
                steps,
                done,
                notes,
                error,
                requestedAt,
                askAt,
                giveUpAt,
                endedAt);
    }

    ChangeRun askedAgain(Patience patience) {
        return at(phase, done, error, patience.askAt(), giveUpAt);
    }

    ChangeRun ended(ProvisionError why, Instant now) {
        var reason = error == null ? why : error;
        return new ChangeRun(
                cluster,
                datacenter,
                runId,
                change,
                reason == null ? Phase.COMPLETED : Phase.STOPPED,
                epoch,
                steps,
                done,
                notes,
                reason,
                requestedAt,
                null,
                null,
                now);
    }

    /** For people: what is done and what is not. */
    public String stateReached() {
        if (steps.isEmpty()) {
            return "nothing was changed";
        }
        return "%d of %d steps done; not done: %s"
                .formatted(
                        done,
                        steps.size(),
                        steps.stream()
                                .skip(done)
                                .map(PlannedStep::stepId)
                                .collect(Collectors.collectingAndThen(
                                        Collectors.joining(", "), names -> names.isEmpty() ? "none" : names)));
    }

    private ChangeRun at(Phase next, int stepsDone, ProvisionError why, Instant nextAskAt, Instant nextGiveUpAt) {
        return new ChangeRun(
                cluster,
                datacenter,
                runId,
                change,
                next,
                epoch,
                steps,
                stepsDone,
                notes,
                why,
                requestedAt,
                nextAskAt,
                nextGiveUpAt,
                null);
    }
}
