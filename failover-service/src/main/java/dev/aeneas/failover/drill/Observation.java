package dev.aeneas.failover.drill;

import dev.aeneas.contracts.FailoverCommand.ReportDrillObservation;
import java.time.Duration;

/** What an application measured; see {@link ReportDrillObservation}. */
public record Observation(String source, Duration outage, long acknowledged, Long lost, Duration oldestLost) {
    static Observation of(ReportDrillObservation command) {
        return new Observation(
                command.source(), command.outage(), command.acknowledged(), command.lost(), command.oldestLost());
    }
}
