package dev.aeneas.scaling.run;

import dev.aeneas.contracts.NodeProgress;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepProgressed;
import dev.aeneas.contracts.ScalingEvent.ScaleProgress;
import dev.aeneas.contracts.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells how far a step's nodes are, for people: remembered by nobody, so that a long stream does not fill the journal. */
public final class LiveProgress {
    private static final int STEPS_MAX = 100;

    /** What was streamed when it was last told, by run and step; of many steps the ones told of last. */
    private final Map<String, Streamed> last = new LinkedHashMap<>();

    private record Streamed(long bytes, Instant at) {}

    /** Empty when the step is not one that the run waits for. */
    public Optional<ScaleProgress> tell(ScaleRun run, TopologyStepProgressed told, Instant now) {
        return Optional.ofNullable(run.execution()).flatMap(execution -> execution
                .answered(told.epoch(), told.stepId())
                .map(step -> progress(run, execution, step, told.nodes(), now)));
    }

    private ScaleProgress progress(
            ScaleRun run, Execution execution, StepRun step, List<NodeProgress> nodes, Instant now) {
        var demand = run.asked().demand();
        return new ScaleProgress(
                demand.cluster(),
                demand.datacenter(),
                demand.runId(),
                step.stepId(),
                StepState.STARTED,
                execution.done(),
                execution.steps().size(),
                nodes,
                execution.forecastLeft(now).orElse(null),
                bytesPerSecond(demand.runId() + "/" + step.stepId(), nodes, now));
    }

    /** Null at the first telling, and while nothing is streamed. */
    private synchronized Long bytesPerSecond(String step, List<NodeProgress> nodes, Instant now) {
        long bytes = nodes.stream().mapToLong(NodeProgress::bytesDone).sum();
        var before = last.remove(step);
        last.put(step, new Streamed(bytes, now));
        if (last.size() > STEPS_MAX) {
            last.remove(last.keySet().iterator().next());
        }
        if (before == null || bytes <= before.bytes()) {
            return null;
        }
        long millis = Math.max(1, Duration.between(before.at(), now).toMillis());
        return (bytes - before.bytes()) * 1000 / millis;
    }
}
