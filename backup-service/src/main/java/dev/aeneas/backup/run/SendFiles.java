package dev.aeneas.backup.run;

import dev.aeneas.backup.pace.IdleThreads;
import dev.aeneas.backup.run.Manifests.FileEntry;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Brings files into a store, several at once; one whose digest is known is read only if the store lacks it.
 *
 * @param quarantined contents that the store has and that are not what they should be
 */
record SendFiles(
        BackupStore store,
        ClusterName cluster,
        KnownDigests known,
        UploadPhase.Bounds bounds,
        Set<Digest> quarantined) {

    /** A file that the store holds now, and what had to travel for it. */
    record Sent(SnapshotFile file, Digest digest, long bytes) {
        FileEntry entry() {
            return new FileEntry(
                    file.table().keyspace(),
                    file.table().table(),
                    file.tableId(),
                    file.name(),
                    file.sizeBytes(),
                    digest);
        }
    }

    List<Sent> send(List<SnapshotFile> files) throws Exception {
        var threads = IdleThreads.pool(bounds.filesAtOnce());
        var failed = new AtomicReference<Exception>();
        try {
            // the largest first, so that at the end no thread waits for one that has just begun a large file
            var tasks = files.stream()
                    .sorted(Comparator.comparingLong(SnapshotFile::sizeBytes).reversed())
                    .<Callable<Sent>>map(file -> () -> unless(failed, file))
                    .toList();
            var futures = threads.invokeAll(tasks, bounds.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return futures.stream().map(SendFiles::result).toList();
        } catch (FileFailed e) {
            throw e.failure;
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

    /** One failure is enough: a store that is full or away is not asked for thousands of other files. */
    private Sent unless(AtomicReference<Exception> failed, SnapshotFile file) throws Exception {
        var before = failed.get();
        if (before != null) {
            throw before;
        }
        try {
            return send(file);
        } catch (Exception e) {
            failed.compareAndSet(null, e);
            throw e;
        }
    }

    private Sent send(SnapshotFile file) throws IOException {
        var digest = known.find(file);
        return digest.isPresent() ? sendKnown(file, digest.get()) : sendNew(file);
    }

    private Sent sendNew(SnapshotFile file) throws IOException {
        var put = store.putNew(cluster, file.sizeBytes(), file.content());
        if (put.bytesSent() == 0 && quarantined.contains(put.digest())) {
            store.putObject(cluster, put.digest(), file.sizeBytes(), file.content());
            return new Sent(file, put.digest(), file.sizeBytes());
        }
        return new Sent(file, put.digest(), put.bytesSent());
    }

    private Sent sendKnown(SnapshotFile file, Digest digest) throws IOException {
        boolean present = store.sizeOf(cluster, digest).orElse(-1) == file.sizeBytes();
        if (present && !quarantined.contains(digest)) {
            return new Sent(file, digest, 0);
        }
        try {
            store.putObject(cluster, digest, file.sizeBytes(), file.content());
            return new Sent(file, digest, file.sizeBytes());
        } catch (BackupStore.ContentDiffers e) {
            return sendNew(file); // what was known was wrong
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
    }
}
