package dev.aeneas.backup.retention;

import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStore.StoredObject;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.Fence;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Finds the contents of a store that no backup needs, and deletes them.
 *
 * <p>Marks what the kept backups need, then looks at every content there is: unmarked and older than the grace period, it
 * goes. Whatever is interrupted is begun anew, and finds less to do.
 */
public final class MarkAndSweep {
    private final BackupStore store;
    private final Inventory inventory;
    private final ClusterName cluster;
    private final Bounds bounds;

    /**
     * Bounds of a sweep.
     *
     * @param marksMax digests in memory at the same time, 8 bytes each
     * @param deletesAtOnce requests to the store on their way
     */
    public record Bounds(int marksMax, int deletesAtOnce) {
        /** Contents that are deleted between two looks at whether this may go on. */
        private static final int BATCH = 256;
    }

    /** What was there: contents that were not needed, their bytes, and contents that stay. */
    public record Swept(long objects, long bytes, long kept) {
        static final Swept NOTHING = new Swept(0, 0, 0);

        Swept plus(Swept other) {
            return new Swept(objects + other.objects, bytes + other.bytes, kept + other.kept);
        }
    }

    public MarkAndSweep(BackupStore store, ClusterName cluster, Bounds bounds) {
        this.store = store;
        this.inventory = new Inventory("", store, cluster);
        this.cluster = cluster;
        this.bounds = bounds;
    }

    /** Only counts: without these backups, so much would go. */
    public Swept count(Set<String> without, Instant olderThan) throws IOException, InterruptedException {
        return passes(without, olderThan, batch -> {});
    }

    /** Deletes what no backup in the store needs; the fence is asked before each batch. */
    public Swept sweep(Instant olderThan, Fence fence) throws IOException, InterruptedException {
        var threads = Executors.newFixedThreadPool(bounds.deletesAtOnce());
        try {
            return passes(Set.of(), olderThan, batch -> {
                fence.check();
                delete(batch, threads);
            });
        } finally {
            threads.shutdownNow();
        }
    }

    /** What happens to a batch of contents that nobody needs. */
    @FunctionalInterface
    private interface Unneeded {
        void accept(List<Digest> batch) throws IOException, InterruptedException;
    }

    private Swept passes(Set<String> without, Instant olderThan, Unneeded unneeded)
            throws IOException, InterruptedException {
        var swept = Swept.NOTHING;
        for (long from = Marks.LOWEST; ; ) {
            var marks = mark(without, from);
            swept = swept.plus(pass(marks, olderThan, unneeded));
            if (marks.isLast()) {
                return swept;
            }
            from = marks.end();
        }
    }

    private Marks mark(Set<String> without, long from) throws IOException {
        var marks = new Marks(from, bounds.marksMax());
        for (var backupId : store.backups(cluster)) {
            if (!without.contains(backupId)) {
                inventory.contents(backupId, marks::add);
            }
        }
        return marks.sorted();
    }

    private Swept pass(Marks marks, Instant olderThan, Unneeded unneeded) throws IOException, InterruptedException {
        var swept = Swept.NOTHING;
        try (var objects = store.objects(cluster)) {
            var all = objects.filter(object -> marks.covers(object.digest())).iterator();
            while (all.hasNext()) {
                swept = swept.plus(batch(all, marks, olderThan, unneeded));
            }
        }
        return swept;
    }

    private static Swept batch(Iterator<StoredObject> all, Marks marks, Instant olderThan, Unneeded unneeded)
            throws IOException, InterruptedException {
        var batch = new ArrayList<Digest>();
        long bytes = 0;
        long kept = 0;
        while (all.hasNext() && batch.size() < Bounds.BATCH) {
            var object = all.next();
            if (marks.contains(object.digest()) || !object.writtenAt().isBefore(olderThan)) {
                kept++;
            } else {
                batch.add(object.digest());
                bytes += object.sizeBytes();
            }
        }
        unneeded.accept(batch);
        return new Swept(batch.size(), bytes, kept);
    }

    private void delete(List<Digest> batch, ExecutorService threads) throws IOException, InterruptedException {
        var tasks = batch.stream()
                .<Callable<Digest>>map(digest -> () -> {
                    store.deleteObject(cluster, digest);
                    return digest;
                })
                .toList();
        for (var done : threads.invokeAll(tasks)) {
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IOException(
                        "contents could not be deleted: " + e.getCause().getMessage(), e.getCause());
            }
        }
    }
}
