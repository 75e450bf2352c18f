package dev.aeneas.failover.drill;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.OnDegraded;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.ReadinessEvent.Finding;
import dev.aeneas.contracts.ReadinessEvent.Level;
import dev.aeneas.failover.forecast.Beside;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What was seen of a cluster before a drill.
 *
 * @param mode null: there is no policy
 * @param onDegraded what the policy says about regions that only serve badly; null without one
 * @param primaryRegion where clients are; null without a policy
 * @param standby null without a policy
 * @param openRun id of a failover run or a move that is open; null: none is
 * @param standings of each region of which something was announced
 * @param detection how long a loss of that kind takes to be noticed at most, computed; null: nobody would notice it
 * @param growth forecast for the standby to grow; zero where it need not; null: not known
 * @param beside what recovery takes beside both; null: nobody would recover
 */
public record DrillSight(
        boolean known,
        Mode mode,
        OnDegraded onDegraded,
        String primaryRegion,
        DatacenterName standby,
        String openRun,
        Map<String, String> standings,
        Level readiness,
        List<Finding> findings,
        Duration detection,
        Duration growth,
        Beside beside) {
    public DrillSight {
        standings = Map.copyOf(standings);
        findings = List.copyOf(findings);
    }

    /** A cluster that nobody has heard of. */
    public static DrillSight unknown() {
        return new DrillSight(false, null, null, null, null, null, Map.of(), Level.RED, List.of(), null, null, null);
    }

    /** Forecast from the loss to restored capacity; null while there is nothing to make one of. */
    public Duration forecastRto() {
        return detection == null || growth == null ? null : beside.rto(detection, growth);
    }

    /** Looks at everything that a drill needs to know; waits for nodes and services within their bounds. */
    @FunctionalInterface
    public interface LookAround {
        DrillSight look(ClusterName cluster, FaultKind by);
    }
}
