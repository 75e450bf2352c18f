package dev.aeneas.provisioning.step;

import dev.aeneas.contracts.TopologyStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one lock on a cluster's machines.
 *
 * @param holder a run's id; null while it is free
 * @param epoch of the holder, or of the last one; every holder's is higher than all before
 * @param lastHolder who released it last; asking about that again is harmless
 * @param releaseWanted the holder wants to give it back as soon as its steps are over
 */
public record TopologyLock(String holder, long epoch, String lastHolder, boolean releaseWanted, List<StepRun> steps) {
    public static final TopologyLock FREE = new TopologyLock(null, 0, null, false, List.of());

    public TopologyLock {
        steps = List.copyOf(steps);
    }

    public TopologyLock take(String runId) {
        return new TopologyLock(runId, epoch + 1, lastHolder, false, List.of());
    }

    public TopologyLock release() {
        return new TopologyLock(null, epoch, holder, false, List.of());
    }

    public TopologyLock wantRelease() {
        return new TopologyLock(holder, epoch, lastHolder, true, steps);
    }

    public boolean held() {
        return holder != null;
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
        return new TopologyLock(holder, epoch, lastHolder, releaseWanted, changed);
    }
}
