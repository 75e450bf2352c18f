package dev.aeneas.backup.adapter.cluster;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The whole ring of Murmur3 tokens in parts of one size; so many of them are worked on at the same time. */
record RingParts(int parts, int atOnce) {
    private static final BigInteger FIRST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger TOKENS = BigInteger.ONE.shiftLeft(64);

    /** Tokens after the first one, up to and with the last one. */
    record Part(long after, long last) {}

    /** Waits for all; the first failure ends it. */
    <R> List<R> each(Function<Part, R> action) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(atOnce);
        try {
            var started = new ArrayList<Future<R>>();
            for (var part : list()) {
                Callable<R> call = () -> action.apply(part);
                started.add(threads.submit(call));
            }
            var results = new ArrayList<R>();
            for (var future : started) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part of the ring was not read: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** No key has the lowest token, so that the first part may leave it out. */
    List<Part> list() {
        var list = new ArrayList<Part>();
        for (int i = 0; i < parts; i++) {
            list.add(new Part(end(i), i + 1 == parts ? Long.MAX_VALUE : end(i + 1)));
        }
        return list;
    }

    private long end(int part) {
        return FIRST.add(TOKENS.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(parts)))
                .longValueExact();
    }
}
