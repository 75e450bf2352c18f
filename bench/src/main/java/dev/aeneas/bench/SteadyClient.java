package dev.aeneas.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application that writes and reads all along at LOCAL_QUORUM.
 *
 * <p>Its statements are idempotent and marked so: the driver may ask another node when a connection closes, as it would for
 * any application that says so; whatever fails after that counts as failed.
 */
final class SteadyClient implements AutoCloseable {
    private static final int UNDER_WAY_MAX = 32;
    private static final Duration ANSWERS_BOUND = Duration.ofSeconds(30);

    /** Nodes of an eighth of a core take their time. */
    private static final Duration SCHEMA_CHANGE = Duration.ofMinutes(1);

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong heldBack = new AtomicLong();
    private final Map<Long, Boolean> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Long> failures = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(UNDER_WAY_MAX);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    /** Creates its table in one datacenter. */
    SteadyClient(CqlSession session, String datacenter, int replicas) {
        this.session = session;
        change("CREATE KEYSPACE app WITH replication = {'class': 'NetworkTopologyStrategy', '" + datacenter + "': "
                + replicas + "}");
        change("CREATE TABLE app.rows (row bigint PRIMARY KEY, text text)");
        insert = session.prepare("INSERT INTO app.rows (row, text) VALUES (?, 'carried out of Troy')");
        select = session.prepare("SELECT row FROM app.rows WHERE row = ?");
    }

    private void change(String schema) {
        session.execute(SimpleStatement.newInstance(schema).setTimeout(SCHEMA_CHANGE));
    }

    void writeAndReadEvery(Duration interval) {
        clock.scheduleAtFixedRate(
                () -> {
                    if (room.tryAcquire(2)) {
                        write(room);
                        read();
                    } else {
                        heldBack.incrementAndGet();
                    }
                },
                0,
                interval.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** As many writes as the database takes in that time; per second. */
    long capacity(Duration time) throws InterruptedException {
        var allThereIs = new Semaphore(UNDER_WAY_MAX);
        long before = answered.get();
        long began = System.nanoTime();
        while (System.nanoTime() - began < time.toNanos()) {
            allThereIs.acquire();
            write(allThereIs);
        }
        long perSecond = (answered.get() - before) * 1_000_000_000L / (System.nanoTime() - began);
        awaitAnswers(allThereIs);
        return perSecond;
    }

    /** Stops; then every acknowledged row is asked for: how many LOCAL_QUORUM does not find. */
    long stopAndCountLost() throws InterruptedException {
        clock.shutdownNow();
        if (!clock.awaitTermination(ANSWERS_BOUND.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the clock did not stop");
        }
        awaitAnswers(room);
        return acknowledged.keySet().stream()
                .filter(row -> session.execute(select.bind(row)).one() == null)
                .count();
    }

    long acknowledgedRows() {
        return acknowledged.size();
    }

    long answeredOperations() {
        return answered.get();
    }

    /** What failed, by the error's text. */
    Map<String, Long> failures() {
        return Map.copyOf(failures);
    }

    /** Moments at which nothing was asked, since so many answers were still to come; none of them is a failure. */
    long heldBack() {
        return heldBack.get();
    }

    private static void awaitAnswers(Semaphore room) throws InterruptedException {
        if (!room.tryAcquire(UNDER_WAY_MAX, ANSWERS_BOUND.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("requests without an answer");
        }
    }

    private void write(Semaphore from) {
        long row = next.getAndIncrement();
        session.executeAsync(insert.bind(row).setIdempotent(true)).whenComplete((rows, error) -> {
            if (error == null) {
                acknowledged.put(row, true);
            }
            from.release();
            answered(error);
        });
    }

    /** A row that was acknowledged must be found at any moment. */
    private void read() {
        long row = ThreadLocalRandom.current().nextLong(Math.max(1, next.get()));
        boolean must = acknowledged.containsKey(row);
        session.executeAsync(select.bind(row).setIdempotent(true)).whenComplete((rows, error) -> {
            if (error == null && must && rows.one() == null) {
                failures.merge("an acknowledged row was not found", 1L, Long::sum);
            }
            room.release();
            answered(error);
        });
    }

    private void answered(Throwable error) {
        if (error == null) {
            answered.incrementAndGet();
        } else {
            failures.merge(String.valueOf(error), 1L, Long::sum);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
