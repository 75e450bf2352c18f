package dev.aeneas.scaling.change;

import dev.aeneas.contracts.ChangeEvent.ChangeCompleted;
import dev.aeneas.contracts.ChangeEvent.ChangeStopped;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ScalingEvent.ScalePlanned;
import dev.aeneas.contracts.ScalingEvent.ScaleProgress;
import dev.aeneas.contracts.StepState;
import java.time.Duration;
import java.util.List;

/** What a change tells the world: the same words as a scale run, so that whoever watches one watches the other. */
final class Told {
    private Told() {}

    static Message planned(ChangeRun run) {
        return new ScalePlanned(
                run.cluster(), run.datacenter(), run.runId(), run.epoch(), run.steps(), run.notes(), null, List.of());
    }

    static Message started(ChangeRun run) {
        return progress(run, run.step().stepId(), StepState.STARTED);
    }

    /** Said of the step that was in flight before. */
    static Message completed(ChangeRun before, ChangeRun after) {
        return progress(after, before.step().stepId(), StepState.COMPLETED);
    }

    static Message failed(ChangeRun run) {
        return progress(run, run.step().stepId(), StepState.FAILED);
    }

    static Message ended(ChangeRun run) {
        return run.error() == null
                ? new ChangeCompleted(
                        run.cluster(),
                        run.datacenter(),
                        run.runId(),
                        Duration.between(run.requestedAt(), run.endedAt()))
                : new ChangeStopped(run.cluster(), run.datacenter(), run.runId(), run.error(), run.stateReached());
    }

    private static Message progress(ChangeRun run, String stepId, StepState state) {
        return new ScaleProgress(
                run.cluster(),
                run.datacenter(),
                run.runId(),
                stepId,
                state,
                run.done(),
                run.steps().size(),
                List.of(),
                null,
                null);
    }
}
