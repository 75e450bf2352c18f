package dev.aeneas.failover.drill;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverCommand.StartDrill;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.ProvisioningCommand.InjectFault;
import java.time.Duration;
import java.time.Instant;

/**
 * What a drill was asked for; see {@link StartDrill}.
 *
 * @param endsAt when the region is given back at the latest: provisioning does it, whoever lives then
 * @param rto what was promised; null: nothing was
 * @param rpo as {@code rto}
 */
public record DrillPlan(
        String drillId,
        String region,
        FaultKind by,
        boolean dry,
        Instant startedAt,
        Instant endsAt,
        Duration hold,
        boolean failBack,
        Duration rto,
        Duration rpo,
        boolean workload) {

    static DrillPlan of(StartDrill command, Instant now) {
        return new DrillPlan(
                command.drillId(),
                command.region(),
                command.by(),
                command.dry(),
                now,
                now.plus(command.maxDuration()),
                command.hold(),
                command.failBack(),
                command.rto(),
                command.rpo(),
                command.workload());
    }

    /** What provisioning is asked for. */
    InjectFault fault(ClusterName cluster) {
        return new InjectFault(cluster, drillId, region, null, by, endsAt, dry);
    }
}
