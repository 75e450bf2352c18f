package dev.aeneas.provisioning.adapter.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same to many at the same time. Whoever is called bounds its own wait. */
final class Parallel {
    private static final int THREADS_MAX = 32;

    private Parallel() {}

    interface Task<T, R> {
        R apply(T item) throws Exception;
    }

    /** The results in the order of the items; the first failure when all are over. */
    static <T, R> Map<T, R> map(Collection<T> items, Task<T, R> task) throws InterruptedException {
        if (items.isEmpty()) {
            return Map.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS_MAX, items.size()));
        try {
            var started = new LinkedHashMap<T, Future<R>>();
            for (T item : items) {
                Callable<R> call = () -> task.apply(item);
                started.put(item, threads.submit(call));
            }
            return results(started);
        } finally {
            threads.shutdownNow();
        }
    }

    static <T> void each(Collection<T> items, Task<T, ?> task) throws InterruptedException {
        var unused = map(items, item -> {
            task.apply(item);
            return true;
        });
    }

    private static <T, R> Map<T, R> results(Map<T, Future<R>> started) throws InterruptedException {
        var results = new LinkedHashMap<T, R>();
        List<Throwable> failures = new ArrayList<>();
        for (var entry : started.entrySet()) {
            try {
                results.put(entry.getKey(), entry.getValue().get());
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        if (!failures.isEmpty()) {
            throw first(failures);
        }
        return results;
    }

    private static RuntimeException first(List<Throwable> failures) throws InterruptedException {
        var first = failures.get(0);
        if (first instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (first instanceof Error error) {
            throw error;
        }
        return first instanceof RuntimeException known ? known : new IllegalStateException(first);
    }
}
