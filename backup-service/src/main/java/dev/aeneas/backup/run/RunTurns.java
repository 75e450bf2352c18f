package dev.aeneas.backup.run;

import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.BackupEvent.BackupFailed;
import dev.aeneas.contracts.BackupEvent.BackupStarted;
import dev.aeneas.contracts.BackupEvent.TurnEnded;
import dev.aeneas.contracts.BackupEvent.TurnGranted;
import dev.aeneas.contracts.BackupEvent.TurnRefused;
import dev.aeneas.contracts.BackupEvent.TurnRequested;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.util.List;

/** Makes a run wait until it is alone with its cluster. */
final class RunTurns {
    private static final String HOLDER = "backup/";

    private final KnownClusters clusters;

    RunTurns(KnownClusters clusters) {
        this.clusters = clusters;
    }

    /** The run that a turn is about; one that cannot be for the turns of others. */
    static String process(ClusterName cluster, String holder) {
        return RunProcess.id(cluster, holder.startsWith(HOLDER) ? holder.substring(HOLDER.length()) : holder);
    }

    static TurnRequested request(BackupRequest request) {
        return new TurnRequested(request.cluster(), HOLDER + request.backupId());
    }

    static TurnEnded end(BackupRequest request) {
        return new TurnEnded(request.cluster(), HOLDER + request.backupId());
    }

    Decision<BackupRun> granted(BackupRun run, Received<TurnGranted> input) {
        if (run instanceof BackupRun.Over) {
            return Decision.of(run, end(run.request())); // it does not need it any more
        }
        if (!(run instanceof Queued queued)) {
            return Decision.of(run);
        }
        var begun = queued.begin(contacts(run.request()));
        return Decision.of(
                begun,
                new BackupStarted(
                        begun.request().cluster(),
                        begun.request().backupId(),
                        begun.request().keyspaces(),
                        begun.request().contacts().size()));
    }

    Decision<BackupRun> refused(BackupRun run, Received<TurnRefused> input) {
        if (!(run instanceof Queued queued)) {
            return Decision.of(run);
        }
        var error = new ProvisionError(
                "QueueFull", input.body().reason(), run.request().cluster().value());
        return Decision.of(
                queued.fail(error, input.at()),
                new BackupFailed(run.request().cluster(), run.request().backupId(), error));
    }

    /** The cluster may have changed while the run waited. */
    private List<BackupNode> contacts(BackupRequest request) {
        return clusters.find(request.cluster())
                .map(OpenRun::nodes)
                .filter(nodes -> !nodes.isEmpty())
                .orElse(request.contacts());
    }
}
