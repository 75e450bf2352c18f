package dev.aeneas.cli.stack;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/** The same thing to several, a thread for each: they wait for processes, so the number of cores says nothing. */
public final class AtOnce {
    private AtOnce() {}

    /** Returns when it is done to all; throws what one of them threw. */
    public static <T> void forEach(List<T> all, Consumer<T> work) {
        map(all, one -> {
            work.accept(one);
            return true;
        });
    }

    /** The answers in the order of the questions. */
    public static <T, R> List<R> map(List<T> all, Function<T, R> work) {
        if (all.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        try {
            List<CompletableFuture<R>> running = all.stream()
                    .map(one -> CompletableFuture.supplyAsync(() -> work.apply(one), threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }
}
