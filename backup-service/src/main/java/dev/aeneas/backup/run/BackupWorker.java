package dev.aeneas.backup.run;

import dev.aeneas.backup.pace.Paces;
import dev.aeneas.backup.run.BackupReport.SnapshotCleared;
import dev.aeneas.backup.run.BackupWork.ClearSnapshot;
import dev.aeneas.backup.run.BackupWork.TakeSnapshots;
import dev.aeneas.backup.run.BackupWork.UploadNode;
import dev.aeneas.backup.run.BackupWork.WriteManifest;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Worker;
import java.time.Duration;
import java.time.InstantSource;

/** Does the long work of backup runs; every piece looks first at what an earlier attempt left. */
public final class BackupWorker implements Worker<BackupWork> {
    private final SnapshotNodes nodes;
    private final SnapshotPhase snapshot;
    private final UploadPhase upload;
    private final CompletePhase complete;

    /** A managed cluster as a backup needs it. */
    public record Cluster(SnapshotNodes nodes, ReadSnapshotFiles files, ReadSchema schemas, Paces paces) {
        /** Its clients never come first. */
        public Cluster(SnapshotNodes nodes, ReadSnapshotFiles files, ReadSchema schemas) {
            this(nodes, files, schemas, Paces.NONE);
        }
    }

    /**
     * Makes a worker.
     *
     * @param filesAtOnce of one node
     * @param uploadTimeout of one attempt to send a node's files
     */
    public BackupWorker(
            Cluster cluster, BackupStores stores, InstantSource clock, int filesAtOnce, Duration uploadTimeout) {
        var manifests = new Manifests(stores);
        nodes = cluster.nodes();
        snapshot = new SnapshotPhase(cluster.nodes(), cluster.schemas(), manifests, clock);
        var bounds = new UploadPhase.Bounds(filesAtOnce, uploadTimeout);
        upload = new UploadPhase(cluster.files(), cluster.paces(), stores, manifests, bounds);
        complete = new CompletePhase(stores, manifests, clock);
    }

    @Override
    public BackupReport perform(ProcessId process, BackupWork work) throws Exception {
        if (work instanceof TakeSnapshots take) {
            return snapshot.perform(take.request());
        }
        if (work instanceof UploadNode node) {
            return upload.perform(node);
        }
        if (work instanceof WriteManifest manifest) {
            return complete.perform(manifest);
        }
        return clear((ClearSnapshot) work);
    }

    private SnapshotCleared clear(ClearSnapshot work) {
        try (var session = nodes.connect(work.request().cluster(), work.node())) {
            session.clear(work.request().backupId());
            return new SnapshotCleared(work.node().name());
        }
    }
}
