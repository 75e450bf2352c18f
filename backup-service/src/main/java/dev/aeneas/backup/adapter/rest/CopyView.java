package dev.aeneas.backup.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aeneas.backup.copy.CopyRun;
import dev.aeneas.backup.copy.CopyTotals;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ProvisionError;
import java.time.Instant;

/**
 * A copy as it is shown; what is not known yet, or does not apply, is left out.
 *
 * @param state {@code Copying}, {@code Completed}, {@code Failed} or {@code Deleted}
 * @param tries of this copy, the present one too
 * @param retryAt when it is tried again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CopyView(
        ClusterName cluster,
        String backupId,
        String store,
        String copyTo,
        String state,
        Instant askedAt,
        Integer tries,
        Instant retryAt,
        Instant endedAt,
        String location,
        CopyTotals totals,
        ProvisionError error) {

    static CopyView of(CopyRun run) {
        if (run instanceof CopyRun.Copying c) {
            return view(run, "Copying", new Copying(c.tries(), c.retryAt()), Ended.NOT);
        }
        if (run instanceof CopyRun.Copied c) {
            return view(run, "Completed", Copying.NOT, new Ended(c.copiedAt(), c.location(), c.totals(), null));
        }
        if (run instanceof CopyRun.Failed f) {
            return view(run, "Failed", Copying.NOT, new Ended(f.failedAt(), null, null, f.error()));
        }
        return view(run, "Deleted", Copying.NOT, new Ended(((CopyRun.Gone) run).goneAt(), null, null, null));
    }

    private record Copying(Integer tries, Instant retryAt) {
        static final Copying NOT = new Copying(null, null);
    }

    private record Ended(Instant at, String location, CopyTotals totals, ProvisionError error) {
        static final Ended NOT = new Ended(null, null, null, null);
    }

    private static CopyView view(CopyRun run, String state, Copying copying, Ended ended) {
        var request = run.request();
        return new CopyView(
                request.cluster(),
                request.backupId(),
                request.store(),
                request.copyTo(),
                state,
                request.askedAt(),
                copying.tries(),
                copying.retryAt(),
                ended.at(),
                ended.location(),
                ended.totals(),
                ended.error());
    }
}
