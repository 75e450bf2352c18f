package dev.aeneas.backup.restore;

import dev.aeneas.contracts.BackupEvent.TurnEnded;
import dev.aeneas.contracts.BackupEvent.TurnGranted;
import dev.aeneas.contracts.BackupEvent.TurnRefused;
import dev.aeneas.contracts.BackupEvent.TurnRequested;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.util.List;

/** Makes a restore wait until no backup of its cluster is under way, and backups until it is over. */
final class RestoreTurns {
    private static final String HOLDER = RestoreProcess.KIND + "/";

    private final RestorePolicy policy;

    RestoreTurns(RestorePolicy policy) {
        this.policy = policy;
    }

    /** The restore that a turn is about; one that cannot be for the turns of others. */
    static String process(ClusterName cluster, String holder) {
        return RestoreProcess.id(cluster, holder.startsWith(HOLDER) ? holder.substring(HOLDER.length()) : holder);
    }

    static TurnRequested request(RestoreRequest request) {
        return new TurnRequested(request.cluster(), HOLDER + request.restoreId());
    }

    static TurnEnded end(RestoreRequest request) {
        return new TurnEnded(request.cluster(), HOLDER + request.restoreId());
    }

    Decision<RestoreRun> granted(RestoreRun run, Received<TurnGranted> input) {
        if (run instanceof Ended) {
            return Decision.of(run, end(run.request())); // it does not need it any more
        }
        return run instanceof Waiting waiting
                ? Decision.of(
                        waiting.begin(policy.lock(), input.at()),
                        new ReserveTopology(
                                run.request().cluster(), run.request().runId()))
                : Decision.of(run);
    }

    Decision<RestoreRun> refused(RestoreRun run, Received<TurnRefused> input) {
        if (!(run instanceof Waiting)) {
            return Decision.of(run);
        }
        var full = List.of(new Violation("cluster", "is busy: " + input.body().reason()));
        var outcome = new Outcome.Refused(Kind.CONFLICT, full);
        return Decision.of(
                new Ended(run.request(), outcome, input.at(), null), outcome.event(run.request(), input.at()));
    }
}
