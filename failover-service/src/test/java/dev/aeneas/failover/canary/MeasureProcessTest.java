package dev.aeneas.failover.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverEvent.FailoverMeasured;
import dev.aeneas.failover.canary.CanarySights.Cost;
import dev.aeneas.failover.canary.MeasureProcess.Measured;
import dev.aeneas.platform.process.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasureProcessTest {
    private static final Instant LAST = Instant.parse("2026-11-22T10:00:00Z");

    private static Received<Measured> measured(String runId, Instant first) {
        var cost = new Cost(Optional.of(LAST), first, Optional.of(LAST), Optional.of(Duration.ZERO), Optional.empty());
        var body = new Measured(
                new ClusterName("orders"), runId, new DatacenterName("east"), new DatacenterName("west"), cost);
        return new Received<>("1", "1", first, body);
    }

    @Test
    void saysOnceWhatARunCostHoweverManyReplicasHeardIt() {
        var first = MeasureProcess.KIND
                .decide(Optional.empty(), measured("run-1", LAST.plusSeconds(3)))
                .orElseThrow();
        assertThat(first.messages()).singleElement().isInstanceOfSatisfying(FailoverMeasured.class, said -> assertThat(
                        said.outage())
                .isEqualTo(Duration.ofSeconds(3)));
        var again = MeasureProcess.KIND
                .decide(Optional.of(first.state()), measured("run-1", LAST.plusSeconds(4)))
                .orElseThrow();
        assertThat(again.messages()).isEmpty();
        assertThat(again.state().of("run-1").orElseThrow().outage()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void keepsTheNewestRunsOnly() {
        var state = Measurements.NONE;
        for (int run = 1; run <= 25; run++) {
            state = MeasureProcess.KIND
                    .decide(Optional.of(state), measured("run-" + run, LAST))
                    .orElseThrow()
                    .state();
        }
        assertThat(state.failovers()).hasSize(20);
        assertThat(state.of("run-25")).isPresent();
    }
}
