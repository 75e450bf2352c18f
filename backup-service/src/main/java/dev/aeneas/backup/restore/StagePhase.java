package dev.aeneas.backup.restore;

import dev.aeneas.backup.pace.IdleThreads;
import dev.aeneas.backup.pace.Pace;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Fetches files to a node for a while, several at once, those that are there already excepted. */
final class StagePhase {
    private static final long SKIPPED = -1;

    private final ReadBackup backups;
    private final Duration slice;
    private final int filesAtOnce;
    private final InstantSource clock;

    StagePhase(ReadBackup backups, RestorePolicy policy, InstantSource clock) {
        this.backups = backups;
        this.slice = policy.slice();
        this.filesAtOnce = policy.filesAtOnce();
        this.clock = clock;
    }

    /** How far a node is. */
    record Far(long bytes, boolean done) {}

    /** Where files go, and how fast. */
    record Target(RestoreNodes.Session session, Pace pace) {}

    Far perform(RestoreBackup command, Target target, NodePlan plan) throws IOException, InterruptedException {
        var missing = new ArrayList<StagedFile>();
        for (var file : plan.files()) {
            if (!target.session().holds(file)) {
                missing.add(file);
            }
        }
        // the largest first, so that at the end no thread waits for one that has just begun a large file
        missing.sort(Comparator.comparingLong(StagedFile::sizeBytes).reversed());
        var until = clock.instant().plus(slice); // after the look, which is long where there are many files
        var tasks = missing.stream()
                .<Callable<Long>>map(
                        file -> () -> clock.instant().isAfter(until) ? SKIPPED : fetch(command, target, file))
                .toList();
        var fetched = all(tasks);
        long there =
                plan.bytes() - missing.stream().mapToLong(StagedFile::sizeBytes).sum();
        return new Far(
                there
                        + fetched.stream()
                                .filter(size -> size != SKIPPED)
                                .mapToLong(Long::longValue)
                                .sum(),
                !fetched.contains(SKIPPED));
    }

    private long fetch(RestoreBackup command, Target target, StagedFile file) throws IOException {
        try (var content = target.pace().paced(backups.open(command, file.digest()))) {
            target.session().stage(file, content);
        }
        return file.sizeBytes();
    }

    private List<Long> all(List<Callable<Long>> tasks) throws IOException, InterruptedException {
        if (tasks.isEmpty()) {
            return List.of();
        }
        var threads = IdleThreads.pool(Math.min(filesAtOnce, tasks.size()));
        try {
            var results = new ArrayList<Long>();
            for (var future : threads.invokeAll(tasks)) {
                results.add(result(future));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static long result(Future<Long> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
