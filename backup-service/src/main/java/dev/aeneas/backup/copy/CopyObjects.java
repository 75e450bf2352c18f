package dev.aeneas.backup.copy;

import dev.aeneas.backup.pace.IdleThreads;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Quarantine;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings contents from one store into another, several at once; both check the digest of what passes. */
public final class CopyObjects {
    private final ClusterName cluster;
    private final BackupStore from;
    private final BackupStore to;
    private final Bounds bounds;
    private final Set<Digest> quarantined;
    private final AtomicBoolean failed = new AtomicBoolean();

    /** What the other store has and is damaged is copied again. */
    CopyObjects(ClusterName cluster, BackupStore from, BackupStore to, Bounds bounds) throws IOException {
        this.cluster = cluster;
        this.from = from;
        this.to = to;
        this.bounds = bounds;
        this.quarantined = Quarantine.read(to, cluster);
    }

    /**
     * How much at once and how long.
     *
     * @param timeout of one node's contents
     */
    public record Bounds(int objectsAtOnce, Duration timeout) {}

    CopyTotals copy(Map<Digest, Long> contents) throws Exception {
        var threads = IdleThreads.pool(bounds.objectsAtOnce());
        try {
            var tasks = contents.entrySet().stream()
                    .<Callable<CopyTotals>>map(content -> () -> unlessFailed(content.getKey(), content.getValue()))
                    .toList();
            var totals = sum(threads.invokeAll(tasks, bounds.timeout().toMillis(), TimeUnit.MILLISECONDS));
            var mended = quarantined.stream().filter(contents::containsKey).toList();
            Quarantine.change(to, cluster, Set.of(), mended);
            return totals;
        } finally {
            threads.shutdownNow();
        }
    }

    /** One failure is enough: a store that is full or away is not asked for thousands of others. */
    private CopyTotals unlessFailed(Digest digest, long sizeBytes) throws IOException {
        if (failed.get()) {
            return CopyTotals.NONE;
        }
        boolean done = false;
        try {
            var copied = copy(digest, sizeBytes);
            done = true;
            return copied;
        } finally {
            if (!done) {
                failed.set(true);
            }
        }
    }

    private CopyTotals copy(Digest digest, long sizeBytes) throws IOException {
        boolean present = to.sizeOf(cluster, digest).orElse(-1) == sizeBytes;
        if (present && !quarantined.contains(digest)) {
            return new CopyTotals(1, sizeBytes, 0);
        }
        to.putObject(cluster, digest, sizeBytes, () -> from.openObject(cluster, digest));
        return new CopyTotals(1, sizeBytes, sizeBytes);
    }

    private static CopyTotals sum(List<Future<CopyTotals>> copies) throws Exception {
        var totals = CopyTotals.NONE;
        for (var copy : copies) {
            try {
                totals = totals.plus(copy.get());
            } catch (CancellationException e) {
                throw new TimeoutException("a node's contents were not copied within the bound");
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
        return totals;
    }
}
