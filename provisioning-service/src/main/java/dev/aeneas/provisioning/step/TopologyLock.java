package dev.aeneas.provisioning.step;

import dev.aeneas.contracts.TopologyStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one lock on a cluster's machines: a lease under an epoch.
 *
 * <p>The holder keeps it as long as it asks for something in time, or a step of it runs. A lease that lapsed stays the
 * holder's until somebody else takes it, under a higher epoch; from then on the old one is refused.
 *
 * @param holder a run's id; null while it is free
 * @param epoch of the holder, or of the last one; every holder's is higher than all before
 * @param lastHolder who had it last; asking about that again is harmless
 * @param releaseWanted the holder wants to give it back as soon as its steps are over
 * @param leaseUntil when it lapses unless it is renewed; null for an operation of provisioning itself, which never lapses
 */
public record TopologyLock(
        String holder, long epoch, String lastHolder, boolean releaseWanted, Instant leaseUntil, List<StepRun> steps) {
    public static final TopologyLock FREE = new TopologyLock(null, 0, null, false, null, List.of());

    public TopologyLock {
        steps = List.copyOf(steps);
    }

    /** Whoever held it before, free or lapsed. */
    public TopologyLock take(String runId, Instant until) {
        return new TopologyLock(runId, epoch + 1, held() ? holder : lastHolder, false, until, List.of());
    }

    public TopologyLock release() {
        return new TopologyLock(null, epoch, holder, false, null, List.of());
    }

    public TopologyLock wantRelease() {
        return new TopologyLock(holder, epoch, lastHolder, true, leaseUntil, steps);
    }

    /** The holder gave a sign of life; an earlier moment than the known one changes nothing. */
    public TopologyLock renew(Instant until) {
        boolean later = leaseUntil != null && until.isAfter(leaseUntil);
        return later ? new TopologyLock(holder, epoch, lastHolder, releaseWanted, until, steps) : this;
    }

    public boolean held() {
        return holder != null;
    }

    /** Whether somebody else may take it from its holder. */
    public boolean lapsed(Instant now) {
        return held()
                && leaseUntil != null
                && !now.isBefore(leaseUntil)
                && running().isEmpty();
    }

    /** Whether nobody else may have it now. */
    public boolean inForce(Instant now) {
        return held() && !lapsed(now);
    }

    public boolean heldBy(String runId, long itsEpoch) {
        return held() && holder.equals(runId) && epoch == itsEpoch;
    }

    public boolean wasReleasedBy(String runId, long itsEpoch) {
        return !held() && epoch == itsEpoch && runId.equals(lastHolder);
    }

    public Optional<StepRun> step(String id) {
        return steps.stream().filter(run -> run.id().equals(id)).findFirst();
    }

    public List<StepRun> running() {
        return steps.stream().filter(run -> !run.over()).toList();
    }

    /** A running step that changes a node which this one would change too. */
    public Optional<StepRun> inTheWayOf(TopologyStep step) {
        return steps.stream().filter(run -> run.meets(step)).findFirst();
    }

    /** Adds the step, or puts it in the place of the one with its id. */
    public TopologyLock with(StepRun run) {
        var changed = new ArrayList<>(steps);
        changed.removeIf(present -> present.id().equals(run.id()));
        changed.add(run);
        return new TopologyLock(holder, epoch, lastHolder, releaseWanted, leaseUntil, changed);
    }
}
