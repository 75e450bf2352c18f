package dev.aeneas.system;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An application of its own table, that writes and reads all the time and counts what it is not answered. */
final class SteadyClient implements AutoCloseable {
    private static final int ROWS = 500;
    private static final long EVERY_MS = 50;

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    SteadyClient(CqlSession session) {
        session.execute("CREATE TABLE shop.visits (id int PRIMARY KEY, page text)");
        var write = session.prepare("INSERT INTO shop.visits (id, page) VALUES (?, 'cart')");
        var read = session.prepare("SELECT page FROM shop.visits WHERE id = ?");
        clock.scheduleAtFixedRate(
                () -> {
                    int id = answered.get() % ROWS;
                    try {
                        session.execute(write.bind(id).setIdempotent(true));
                        session.execute(read.bind(id).setIdempotent(true));
                        answered.addAndGet(2);
                    } catch (DriverException e) {
                        failed.incrementAndGet();
                    }
                },
                0,
                EVERY_MS,
                TimeUnit.MILLISECONDS);
    }

    int answered() {
        return answered.get();
    }

    int failed() {
        return failed.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
