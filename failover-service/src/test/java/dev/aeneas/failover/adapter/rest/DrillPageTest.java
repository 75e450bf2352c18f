package dev.aeneas.failover.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DrillEvent.DrillVerdict;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.failover.drill.Drill.Phase;
import dev.aeneas.failover.drill.Moment;
import dev.aeneas.failover.drill.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an auditor reads. */
class DrillPageTest {
    private static final Instant LOST = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void tellsVerdictNumbersTimelineAndTrendAndEscapesWhatPeopleWrote() {
        var drill = new DrillView(
                new ClusterName("orders"),
                "drill-1",
                "east",
                FaultKind.KILL,
                false,
                "Failed",
                Phase.ENDED,
                DrillVerdict.MISSED,
                "capacity was restored after PT41.5S, promised were PT30S",
                LOST.plusSeconds(300),
                Duration.ofMillis(1400),
                Duration.ofSeconds(38),
                0.092,
                Duration.ofMillis(41_500),
                Duration.ofSeconds(30),
                Duration.ofMillis(3200),
                null,
                null,
                "run",
                null,
                List.of(),
                List.of("a person was asked: <script>"),
                Map.of(Moment.LOST, LOST, Moment.DOWN, LOST.plusMillis(1400)),
                null,
                null,
                List.of(new DrillView.Rows(
                        Moment.FAILED_OVER, 900, 5, 897, 3, Duration.ofMillis(150), Duration.ofSeconds(4))),
                List.of(new Observation("orders-writer", Duration.ofSeconds(3), 30562, 17L, null)));

        assertThat(DrillPage.of(drill, List.of(drill)))
                .contains("<span class=\"verdict MISSED\">MISSED</span>", "promised were PT30S")
                .contains("<td>Capacity restored after (RTO)</td><td>41.5 s</td>")
                .contains("(1.4 s)</td><td>the region was called down")
                .contains("30562 writes acknowledged, 17 lost, longest outage 3.0 s")
                .contains("without an acknowledged row of the observers</td><td>3.2 s</td>")
                .contains("(RPO)</td><td>not measured</td>")
                .contains("<td>the failover was through</td><td>900</td><td>5</td><td>897</td><td>3</td><td>0.2 s</td>")
                .contains("<td>3 of 900</td>")
                .contains("&lt;script&gt;")
                .doesNotContain("<script>")
                .contains("<td>drill-1</td><td>null</td><td>KILL</td>")
                .contains("<td>41.5 s</td><td>38.0 s</td><td>+9 %</td>");
    }
}
