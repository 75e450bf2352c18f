package dev.aeneas.cli.demo;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.aeneas.cli.CliException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * An application of two regions: writes rows at LOCAL_QUORUM at a steady rate to the datacenter that it belongs to.
 *
 * <p>As such applications do, it keeps a session to the other datacenter open; it uses it only when it is told to.
 */
final class Application implements AutoCloseable {
    private static final String INSERT = "INSERT INTO " + DemoTable.NAME + " (row, text) VALUES (?, ?)";
    private static final String TEXT = "carried out of Troy ".repeat(5);
    private static final int IN_FLIGHT_MAX = 64;
    private static final long PRELOAD_BOUND_SECONDS = 120;

    private final RowLog log;
    private final Map<String, Writer> writers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "application");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Writer current;

    Application(RowLog log, String datacenter, Map<String, CqlSession> sessions) {
        this.log = log;
        sessions.forEach((name, session) -> writers.put(name, new Writer(name, session)));
        this.current = writers.get(datacenter);
    }

    /** Writes so many rows as fast as the database takes them, and returns when each has an answer. */
    void preload(int rows) {
        for (int i = 0; i < rows; i++) {
            current.writeWhenThereIsRoom();
        }
        current.awaitAnswers();
    }

    /** Writes on and on; what is not acknowledged is not tried again. */
    void writeSteadily(int perSecond) {
        long everyMicros = TimeUnit.SECONDS.toMicros(1) / perSecond;
        clock.scheduleAtFixedRate(() -> current.write(), 0, everyMicros, TimeUnit.MICROSECONDS);
    }

    /** Goes to another datacenter from the next row on. */
    void belongTo(String datacenter) {
        Writer writer = writers.get(datacenter);
        if (writer == null) {
            throw CliException.failed("the application was told to go to " + datacenter + " and has no session there");
        }
        current = writer;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        current.awaitAnswers();
    }

    /** Writes to one datacenter; never more than so many rows at once. */
    private final class Writer {
        private final String datacenter;
        private final CqlSession session;
        private final PreparedStatement insert;
        private final Semaphore room = new Semaphore(IN_FLIGHT_MAX);

        Writer(String datacenter, CqlSession session) {
            this.datacenter = datacenter;
            this.session = session;
            this.insert = session.prepare(INSERT);
        }

        void writeWhenThereIsRoom() {
            try {
                if (!room.tryAcquire(PRELOAD_BOUND_SECONDS, TimeUnit.SECONDS)) {
                    throw CliException.failed("the cluster took no row for " + PRELOAD_BOUND_SECONDS + " s");
                }
                send();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CliException.failed("interrupted while writing");
            }
        }

        void write() {
            if (room.tryAcquire()) {
                send();
            } else {
                log.fail();
            }
        }

        private void send() {
            long row = log.nextRow();
            session.executeAsync(insert.bind(row, TEXT)).whenComplete((result, error) -> {
                room.release();
                if (error == null) {
                    log.acknowledge(row, datacenter);
                } else {
                    log.fail();
                }
            });
        }

        void awaitAnswers() {
            try {
                if (room.tryAcquire(IN_FLIGHT_MAX, 10, TimeUnit.SECONDS)) {
                    room.release(IN_FLIGHT_MAX);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
