package dev.aeneas.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An application at a steady load that takes the time of each of its requests; it asks whether or not earlier ones were answered. */
final class WaitingClient implements AutoCloseable {
    private static final int UNDER_WAY_MAX = 256;
    private static final int ROWS = 10_000;

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final Semaphore room = new Semaphore(UNDER_WAY_MAX);
    private final AtomicLong failed = new AtomicLong();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    /** When it was asked, and how long the answer took. */
    private record Answer(Instant asked, long nanos) {}

    /** Creates its table in one datacenter. */
    WaitingClient(CqlSession session, String datacenter, int replicas) {
        this.session = session;
        session.execute("CREATE KEYSPACE app WITH replication = {'class': 'NetworkTopologyStrategy', '" + datacenter
                + "': " + replicas + "}");
        session.execute("CREATE TABLE app.rows (row int PRIMARY KEY, text text)");
        insert = session.prepare("INSERT INTO app.rows (row, text) VALUES (?, 'carried out of Troy')");
        select = session.prepare("SELECT text FROM app.rows WHERE row = ?");
    }

    void writeAndReadEvery(Duration interval) {
        clock.scheduleAtFixedRate(
                () -> {
                    ask(insert.bind(ThreadLocalRandom.current().nextInt(ROWS)));
                    ask(select.bind(ThreadLocalRandom.current().nextInt(ROWS)));
                },
                0,
                interval.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private void ask(BoundStatement statement) {
        if (!room.tryAcquire()) {
            failed.incrementAndGet();
            return;
        }
        var asked = Instant.now();
        long began = System.nanoTime();
        session.executeAsync(statement.setIdempotent(true)).whenComplete((rows, error) -> {
            room.release();
            answers.add(new Answer(asked, System.nanoTime() - began));
            if (error != null) {
                failed.incrementAndGet();
            }
        });
    }

    /** What was waited since this was last asked. */
    Waited sinceLast() {
        var since = new Answer[answers.size()];
        for (int i = 0; i < since.length; i++) {
            since[i] = answers.remove();
        }
        return new Waited(List.of(since), failed.getAndSet(0));
    }

    /** Times of requests, and how many were not answered well. */
    static final class Waited {
        private final List<Answer> answers;
        private final long[] nanos;
        private final long failed;

        private Waited(List<Answer> answers, long failed) {
            this.answers = answers;
            this.nanos = answers.stream().mapToLong(Answer::nanos).sorted().toArray();
            this.failed = failed;
        }

        /** Those that were asked before a moment. */
        Waited before(Instant moment) {
            return new Waited(
                    answers.stream()
                            .filter(answer -> answer.asked().isBefore(moment))
                            .toList(),
                    failed);
        }

        /** Those that were asked at a moment or after it. */
        Waited from(Instant moment) {
            return new Waited(
                    answers.stream()
                            .filter(answer -> !answer.asked().isBefore(moment))
                            .toList(),
                    failed);
        }

        long requests() {
            return nanos.length;
        }

        long failed() {
            return failed;
        }

        long micros(double part) {
            if (nanos.length == 0) {
                throw new IllegalStateException("nobody asked");
            }
            int index = (int) Math.min(nanos.length - 1L, Math.round(part * nanos.length));
            return TimeUnit.NANOSECONDS.toMicros(nanos[index]);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
