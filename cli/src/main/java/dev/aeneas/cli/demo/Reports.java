package dev.aeneas.cli.demo;

import dev.aeneas.cli.demo.DemoReport.Event;
import dev.aeneas.contracts.FailoverEvent;
import dev.aeneas.contracts.FailoverEvent.CapacityRestored;
import dev.aeneas.contracts.FailoverEvent.ConsistencyRestored;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FailoverEvent.RegionSuspected;
import dev.aeneas.contracts.FailoverEvent.TrafficShifted;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Makes the report of what was seen. Pure. */
final class Reports {
    private Reports() {}

    static DemoReport of(
            Evidence evidence, DemoOptions options, Stages stages, long memoryPeakBytes, Versions versions) {
        Timeline timeline = evidence.timeline();
        Losses acknowledged = evidence.acknowledged();
        Long gossipDownMs = evidence.gossipNoticedAt()
                .map(at -> Duration.between(timeline.lostAt(), at).toMillis())
                .orElse(null);
        long durationMs = stages.elapsedMillis();
        return new DemoReport(
                timeline.lostAt(),
                options.loseBy().name().toLowerCase(Locale.ROOT),
                millis(timeline, RegionSuspected.class),
                millis(timeline, RegionDown.class),
                millis(timeline, TrafficShifted.class),
                millis(timeline, CapacityRestored.class),
                millis(timeline, ConsistencyRestored.class),
                acknowledged
                        .outage(DemoCluster.PRIMARY, DemoCluster.STANDBY)
                        .map(Duration::toMillis)
                        .orElse(null),
                acknowledged.acknowledged().size(),
                acknowledged.lost(evidence.readableAfter()),
                acknowledged.rpoMs(evidence.readableAfter(), timeline.lostAt()),
                evidence.rowsReadableBefore(),
                evidence.rowsReadableAfter(),
                gossipDownMs,
                new DemoReport.Nodes(evidence.nodesBefore(), evidence.nodesAfter()),
                evidence.backup(),
                Checks.of(evidence),
                Checks.promises(timeline, gossipDownMs, durationMs, memoryPeakBytes),
                stages.took(),
                memoryPeakBytes,
                durationMs,
                versions.byName(),
                Map.of("processors", Runtime.getRuntime().availableProcessors(), "os", System.getProperty("os.name")),
                evidence.eventsRepeated(),
                timeline.events().stream().map(Event::of).toList());
    }

    private static Long millis(Timeline timeline, Class<? extends FailoverEvent> type) {
        return timeline.millisTo(type).orElse(null);
    }
}
