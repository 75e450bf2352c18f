package dev.aeneas.scaling.run;

import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.quiet;
import static dev.aeneas.scaling.Machines.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.NodeProgress;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepProgressed;
import dev.aeneas.scaling.forecast.StepKind;
import dev.aeneas.scaling.forecast.StepTimes;
import dev.aeneas.scaling.forecast.TimeLine;
import dev.aeneas.scaling.plan.ClusterFacts;
import dev.aeneas.scaling.plan.ScalePlanner;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LiveProgressTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String FIRST = "1-prepare";

    private final LiveProgress progress = new LiveProgress();
    private final ScaleRun run = preparing();

    /** Every step takes ten seconds: prepare, join, clean up, and a look at the ring. */
    private static ScaleRun preparing() {
        var times = new StepTimes(
                Arrays.stream(StepKind.values()).collect(Collectors.toMap(kind -> kind, kind -> new TimeLine(10, 0))));
        var demand = quiet("r", 6, null);
        var facts = new ClusterFacts(Map.of(), Map.of(), Set.of(), times, List.of());
        var execution = Execution.of(4, ScalePlanner.plan(request(demand, orders(3, SMALL), facts)));
        var turn = new Turn(NOON, Simulation.BOUNDS);
        var started = execution.with(execution.ready().get(0).started(turn));
        return new Executing(new Asked(demand, NOON), started);
    }

    private static TopologyStepProgressed told(long epoch, String stepId, long bytes) {
        var node = new NodeProgress("west_4", NodeProgress.Phase.STREAMING, bytes, 1000);
        return new TopologyStepProgressed(ORDERS, "r", epoch, stepId, List.of(node));
    }

    @Test
    void tellsWhatIsLeftOfTheForecast() {
        var said = progress.tell(run, told(4, FIRST, 100), NOON.plusSeconds(4)).orElseThrow();

        assertThat(said.forecastLeft()).isEqualTo(Duration.ofSeconds(6 + 10 + 10 + 10));
        assertThat(said.nodes()).singleElement().satisfies(node -> assertThat(node.bytesDone())
                .isEqualTo(100));
    }

    @Test
    void expectsAStepThatIsLateToEndAtOnce() {
        var said = progress.tell(run, told(4, FIRST, 100), NOON.plusSeconds(60)).orElseThrow();

        assertThat(said.forecastLeft()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void tellsTheThroughputFromTheSecondTimeOn() {
        assertThat(progress.tell(run, told(4, FIRST, 100), NOON.plusSeconds(1))
                        .orElseThrow()
                        .bytesPerSecond())
                .isNull();
        assertThat(progress.tell(run, told(4, FIRST, 600), NOON.plusSeconds(3))
                        .orElseThrow()
                        .bytesPerSecond())
                .isEqualTo(250);
    }

    @Test
    void saysNothingOfAStepThatTheRunDoesNotWaitFor() {
        assertThat(progress.tell(run, told(3, FIRST, 100), NOON)).isEmpty();
        assertThat(progress.tell(run, told(4, "2-join", 100), NOON)).isEmpty();
    }
}
