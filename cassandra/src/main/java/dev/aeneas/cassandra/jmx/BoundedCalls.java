package dev.aeneas.cassandra.jmx;

import dev.aeneas.cassandra.node.AccessDenied;
import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.node.NodeSilent;
import dev.aeneas.cassandra.node.NodeUnreachable;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.JMRuntimeException;

/** Waits for calls to one node within bounds, and turns what JMX throws into the errors of the ports. */
final class BoundedCalls {
    /** A hung call keeps a thread until its socket breaks: so many per connection, then callers fail at once. */
    private static final int MOST_HUNG = 3;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "cassandra-jmx");
        thread.setDaemon(true);
        return thread;
    });

    private final NodeAddress node;
    private final AtomicInteger hung = new AtomicInteger();

    BoundedCalls(NodeAddress node) {
        this.node = node;
    }

    <T> T call(String asked, Duration bound, Callable<T> work) {
        return call(asked, bound, work, late -> {});
    }

    /** As {@link #call(String, Duration, Callable)}; what comes after the bound is handed to somebody else. */
    <T> T call(String asked, Duration bound, Callable<T> work, Consumer<T> late) {
        if (hung.get() >= MOST_HUNG) {
            throw new NodeSilent(node, asked, Duration.ZERO);
        }
        CompletableFuture<T> answer = start(work);
        try {
            return answer.get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            hung.incrementAndGet();
            var unused = answer.whenComplete((value, error) -> {
                hung.decrementAndGet();
                if (value != null) {
                    late.accept(value);
                }
            });
            throw new NodeSilent(node, asked, bound);
        } catch (ExecutionException e) {
            throw translate(asked, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeSilent(node, asked, bound);
        }
    }

    int hanging() {
        return hung.get();
    }

    /** Runs long work; the caller watches it. */
    <T> CompletableFuture<T> start(Callable<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        THREADS.execute(() -> {
            try {
                answer.complete(work.call());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    NodeException translate(String asked, Throwable told) {
        if (told instanceof NodeException known) {
            return known;
        }
        // JMX wraps what the node's own code threw, and nothing else
        if (told instanceof JMException || told instanceof JMRuntimeException) {
            Throwable cause = told.getCause() == null ? told : told.getCause();
            return new NodeRefused(node, asked, reason(cause), cause);
        }
        if (told instanceof SecurityException) {
            return new AccessDenied(node, told);
        }
        if (told instanceof IOException) {
            boolean answeredWithAnUnknownClass = told.getCause() instanceof ClassNotFoundException;
            return answeredWithAnUnknownClass
                    ? new NodeRefused(node, asked, reason(told.getCause()), told)
                    : new NodeUnreachable(node, told);
        }
        return new NodeRefused(node, asked, reason(told), told);
    }

    private static String reason(Throwable told) {
        return told.getMessage() == null ? told.toString() : told.getMessage();
    }
}
