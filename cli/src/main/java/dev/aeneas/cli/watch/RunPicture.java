package dev.aeneas.cli.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aeneas.contracts.NodeProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A run as it is at one moment.
 *
 * @param state as scaling-service says it, e.g. Executing
 * @param nodes of the steps under way, as they were last told
 * @param bytesPerSecond streamed by all nodes together; null: not known
 * @param forecastLeft until the run is over; null: not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunPicture(
        Instant at,
        String runId,
        String cluster,
        String datacenter,
        String state,
        int stepsDone,
        List<Step> steps,
        List<NodeProgress> nodes,
        Long bytesPerSecond,
        Duration forecastLeft) {

    /** Streamed so far by the nodes that are shown. */
    public long bytesDone() {
        return nodes.stream().mapToLong(NodeProgress::bytesDone).sum();
    }

    /** Announced so far by the nodes that are shown. */
    public long bytesTotal() {
        return nodes.stream().mapToLong(NodeProgress::bytesTotal).sum();
    }

    /**
     * One step.
     *
     * @param step its type, e.g. JoinNodes
     * @param nodes that it is about
     * @param phase PENDING, IN_FLIGHT, RETRYING, DONE or FAILED
     * @param took until now while it runs; null before it began
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(String stepId, String step, List<String> nodes, String phase, String reason, Duration took) {
        /** Whether it was begun and is not over. */
        public boolean underWay() {
            return phase.equals("IN_FLIGHT") || phase.equals("RETRYING");
        }
    }
}
