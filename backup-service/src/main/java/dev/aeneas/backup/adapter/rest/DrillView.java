package dev.aeneas.backup.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aeneas.backup.drill.DrillRun;
import dev.aeneas.backup.drill.DrillRun.Ended;
import dev.aeneas.backup.drill.Verdict.NotShown;
import dev.aeneas.backup.drill.Verdict.Passed;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.RestoreEvent.RestoredTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A restore drill as it is shown; what is not known yet, or does not apply, is left out.
 *
 * @param state {@code Choosing}, {@code Creating}, {@code Restoring}, {@code Deleting}, and at the end {@code Completed} when
 *     every row came back, else {@code Failed}
 * @param tables each with its rows and their digest, compared with what the backup's files hold
 * @param rateBytesPerSecond fetched, imported and compared
 * @param leftBehind the scratch cluster, when it could not be deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DrillView(
        ClusterName cluster,
        String drillId,
        String backupId,
        String store,
        String state,
        ClusterName scratchCluster,
        Instant requestedAt,
        Instant endedAt,
        Duration took,
        Long rows,
        Long bytes,
        Duration restoreTook,
        Duration forecast,
        Long rateBytesPerSecond,
        List<RestoredTable> tables,
        ProvisionError error,
        ClusterName leftBehind) {

    static DrillView of(DrillRun run) {
        var request = run.request();
        var ended = run instanceof Ended over ? over : null;
        var passed = run.verdict() instanceof Passed shown ? shown : null;
        return new DrillView(
                request.cluster(),
                request.drillId(),
                run.backupId(),
                request.store(),
                state(run),
                request.scratch(),
                request.requestedAt(),
                ended == null ? null : ended.endedAt(),
                ended == null ? null : ended.took(),
                passed == null ? null : passed.rows(),
                passed == null ? null : passed.bytes(),
                passed == null ? null : passed.restoreTook(),
                passed == null ? null : passed.forecast(),
                passed == null ? null : rate(passed),
                passed == null ? null : passed.tables(),
                run.verdict() instanceof NotShown not ? not.error() : null,
                ended == null ? null : ended.leftBehind());
    }

    private static Long rate(Passed passed) {
        return passed.bytes() * 1000 / Math.max(1, passed.restoreTook().toMillis());
    }

    private static String state(DrillRun run) {
        if (run instanceof Ended) {
            return run.verdict() instanceof Passed ? "Completed" : "Failed";
        }
        return run.getClass().getSimpleName();
    }
}
