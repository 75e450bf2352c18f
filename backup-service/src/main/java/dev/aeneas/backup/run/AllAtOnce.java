package dev.aeneas.backup.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does something with every element at the same moment, one thread each; the calls bound themselves. */
final class AllAtOnce {
    private AllAtOnce() {}

    /**
     * Waits for all of them, then returns what they returned, in order.
     *
     * @throws NodesUnavailable that names every node that was unavailable, else the first other failure
     */
    static <T, R> List<R> each(List<T> elements, Function<T, R> action) throws InterruptedException {
        if (elements.isEmpty()) {
            return List.of();
        }
        var threads = Executors.newFixedThreadPool(elements.size());
        try {
            return results(threads.invokeAll(elements.stream()
                    .<Callable<R>>map(element -> () -> action.apply(element))
                    .toList()));
        } finally {
            threads.shutdownNow();
        }
    }

    private static <R> List<R> results(List<Future<R>> futures) throws InterruptedException {
        var results = new ArrayList<R>();
        var unavailable = new ArrayList<NodesUnavailable>();
        RuntimeException other = null;
        for (var future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof NodesUnavailable node) {
                    unavailable.add(node);
                } else {
                    other = new IllegalStateException(e.getCause().toString(), e.getCause());
                }
            }
        }
        if (!unavailable.isEmpty()) {
            throw together(unavailable);
        }
        if (other != null) {
            throw other;
        }
        return results;
    }

    private static NodesUnavailable together(List<NodesUnavailable> failures) {
        var names = failures.stream().flatMap(f -> f.nodes().stream()).toList();
        var messages = failures.stream().map(Throwable::getMessage).toList();
        return new NodesUnavailable(names, String.join("; ", messages), failures.get(0));
    }
}
