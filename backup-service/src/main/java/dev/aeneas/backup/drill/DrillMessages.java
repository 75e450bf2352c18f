package dev.aeneas.backup.drill;

import dev.aeneas.backup.drill.DrillRun.Ended;
import dev.aeneas.backup.drill.DrillRun.Restoring;
import dev.aeneas.backup.drill.Verdict.Passed;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreCommand.AbortRestore;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import dev.aeneas.contracts.RestoreDrillCommand.AbortRestoreDrill;
import dev.aeneas.contracts.RestoreDrillCommand.DrillRestore;
import dev.aeneas.contracts.RestoreDrillEvent;
import dev.aeneas.contracts.RestoreDrillEvent.RestoreDrillCompleted;
import dev.aeneas.contracts.RestoreDrillEvent.RestoreDrillFailed;
import dev.aeneas.contracts.RestoreDrillEvent.RestoreDrillRefused;
import dev.aeneas.platform.process.Received;
import java.util.List;
import java.util.Map;

/** What a drill asks others for, and what it says of itself. */
final class DrillMessages {
    /** The only datacenter of a scratch cluster. */
    private static final DatacenterName SCRATCH = new DatacenterName("scratch");

    private DrillMessages() {}

    /** As small as it goes: one copy of each row, whatever the source keeps. */
    static CreateCluster create(DrillRequest request) {
        var spec = new DatacenterSpec(SCRATCH, request.region(), request.nodeCount(), request.sku(), 1, 1);
        return new CreateCluster(request.scratch(), null, List.of(spec));
    }

    static RestoreBackup restore(Restoring drill) {
        var request = drill.request();
        return new RestoreBackup(
                request.scratch(),
                drill.restoreId(),
                request.cluster(),
                drill.backupId(),
                request.store(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(drill.backup().datacenter(), SCRATCH.value()),
                null,
                IntoExisting.FAIL,
                drill.backup().otherDatacenters(),
                1,
                false);
    }

    static AbortRestore abort(Restoring drill, String reason) {
        return new AbortRestore(drill.request().scratch(), drill.restoreId(), reason);
    }

    static RestoreDrillEvent ended(Ended drill) {
        var request = drill.request();
        return drill.verdict() instanceof Passed passed
                ? new RestoreDrillCompleted(
                        request.cluster(),
                        request.drillId(),
                        drill.backupId(),
                        request.store(),
                        passed.tables(),
                        passed.rows(),
                        passed.bytes(),
                        passed.forecast(),
                        passed.restoreTook(),
                        drill.took(),
                        drill.leftBehind())
                : new RestoreDrillFailed(
                        request.cluster(),
                        request.drillId(),
                        drill.backupId(),
                        ((Verdict.NotShown) drill.verdict()).error(),
                        drill.leftBehind());
    }

    static RestoreDrillRefused refused(DrillRestore command, Kind kind, List<Violation> violations) {
        return new RestoreDrillRefused(
                command.cluster(), MessageTypes.nameOf(DrillRestore.class), kind, violations, command.drillId());
    }

    static RestoreDrillRefused unknown(Received<AbortRestoreDrill> input) {
        var command = input.body();
        return refused(command, Kind.NOT_FOUND, "must exist; there is no '" + command.drillId() + "'");
    }

    static RestoreDrillRefused refused(AbortRestoreDrill command, Kind kind, String rule) {
        return new RestoreDrillRefused(
                command.cluster(),
                MessageTypes.nameOf(AbortRestoreDrill.class),
                kind,
                List.of(new Violation("drillId", rule)),
                command.drillId());
    }
}
