package dev.aeneas.backup.pace;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads of the lowest priority, for whoever reads, digests and sends contents.
 *
 * <p>A pace bounds bytes; what a byte costs in processor time it does not see, and at its floor it lets some through whatever clients
 * suffer. Where the JVM maps priorities to the system's ({@code -XX:ThreadPriorityPolicy=1}), these run when nobody else wants to.
 */
@SuppressWarnings("ThreadPriorityCheck") // nothing is right or wrong by who goes first: it only costs clients less
public final class IdleThreads {
    private IdleThreads() {}

    /** What may fail in one way. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T perform() throws E;
    }

    /** So many of them; whoever asks shuts them down. */
    public static ExecutorService pool(int threads) {
        return Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(task, "idle");
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
    }

    /** Makes the calling thread one of them as long as the call lasts. */
    public static <T, E extends Exception> T call(Work<T, E> work) throws E {
        var thread = Thread.currentThread();
        int priority = thread.getPriority();
        thread.setPriority(Thread.MIN_PRIORITY);
        try {
            return work.perform();
        } finally {
            thread.setPriority(priority);
        }
    }
}
