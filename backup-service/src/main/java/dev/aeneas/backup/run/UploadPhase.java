package dev.aeneas.backup.run;

import dev.aeneas.backup.run.BackupReport.NodeUploaded;
import dev.aeneas.backup.run.BackupWork.UploadNode;
import dev.aeneas.backup.run.Manifests.FileEntry;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.run.Manifests.SnapshotTaken;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one node's files, what the store has already excepted, and writes the node's manifest when all are there. */
final class UploadPhase {
    private final ReadSnapshotFiles snapshots;
    private final BackupStores stores;
    private final Manifests manifests;
    private final Bounds bounds;

    /** How much at once and how long. */
    record Bounds(int filesAtOnce, Duration timeout) {}

    UploadPhase(ReadSnapshotFiles snapshots, BackupStores stores, Manifests manifests, Bounds bounds) {
        this.snapshots = snapshots;
        this.stores = stores;
        this.manifests = manifests;
        this.bounds = bounds;
    }

    NodeUploaded perform(UploadNode work) throws Exception {
        var name = work.node().name();
        var present = manifests
                .find(work.request(), Manifests.ofNode(name), NodeManifest.class)
                .filter(manifest -> manifest.snapshotAt().equals(work.snapshot().at()));
        return new NodeUploaded(name, (present.isPresent() ? present.get() : upload(work)).totals());
    }

    private NodeManifest upload(UploadNode work) throws Exception {
        var request = work.request();
        var taken = manifests.snapshotTaken(request, work.snapshot());
        var found = snapshots.list(request.cluster(), work.node(), request.backupId());
        requireEveryTable(work, taken, found);
        var sent = send(request, found.files());
        var manifest = manifest(work, taken, sent);
        manifests.put(request, Manifests.ofNode(work.node().name()), manifest);
        return manifest;
    }

    private static void requireEveryTable(UploadNode work, SnapshotTaken taken, ReadSnapshotFiles.NodeFiles found) {
        var missing = new TreeSet<>(taken.schema().tables());
        missing.removeAll(found.tables());
        if (!missing.isEmpty()) {
            throw new BackupImpossible(
                    "SnapshotLost",
                    "the node holds no snapshot of " + missing,
                    work.node().name());
        }
    }

    private static NodeManifest manifest(UploadNode work, SnapshotTaken taken, List<Sent> sent) {
        var node = taken.nodes().stream()
                .filter(n -> n.node().equals(work.node()))
                .findFirst()
                .orElseThrow();
        return new NodeManifest(
                Manifests.FORMAT,
                work.request().backupId(),
                node,
                taken.schema().cassandraVersion(),
                taken.snapshotAt(),
                sent.stream().mapToLong(Sent::bytes).sum(),
                sent.stream().map(Sent::entry).toList());
    }

    /** A file that the store holds now, and what had to travel for it. */
    private record Sent(FileEntry entry, long bytes) {}

    private List<Sent> send(BackupRequest request, List<SnapshotFile> files) throws Exception {
        var store = stores.named(request.store());
        var threads = Executors.newFixedThreadPool(bounds.filesAtOnce());
        try {
            var tasks = files.stream()
                    .<Callable<Sent>>map(file -> () -> send(request.cluster(), store, file))
                    .toList();
            var futures = threads.invokeAll(tasks, bounds.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return futures.stream().map(UploadPhase::result).toList();
        } catch (FileFailed e) {
            throw e.cause();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Sent result(Future<Sent> future) {
        try {
            return future.get();
        } catch (CancellationException e) {
            throw new FileFailed(new TimeoutException("the node's files were not sent within the bound"));
        } catch (ExecutionException e) {
            throw new FileFailed(e.getCause() instanceof Exception cause ? cause : e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FileFailed(e);
        }
    }

    private static Sent send(ClusterName cluster, BackupStore store, SnapshotFile file) throws IOException {
        var digest = digest(file);
        var entry = new FileEntry(
                file.table().keyspace(), file.table().table(), file.tableId(), file.name(), file.sizeBytes(), digest);
        var present = store.sizeOf(cluster, digest);
        if (present.isPresent() && present.getAsLong() == file.sizeBytes()) {
            return new Sent(entry, 0);
        }
        store.putObject(cluster, digest, file.sizeBytes(), file.content());
        return new Sent(entry, file.sizeBytes());
    }

    private static Digest digest(SnapshotFile file) throws IOException {
        try (var content = file.content().open()) {
            return Digest.of(content);
        }
    }

    /** Carries a file's failure out of a stream. */
    private static final class FileFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Exception failure;

        FileFailed(Exception failure) {
            super(failure);
            this.failure = failure;
        }

        Exception cause() {
            return failure;
        }
    }
}
