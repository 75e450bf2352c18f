package dev.aeneas.examples.orders;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ExecutionInfo;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** One order after the other, at a steady rate; a failed one is counted and not tried again. */
final class Writing {
    private final CqlSession session;
    private final PreparedStatement insert;
    private final IdLog log;
    private final Duration pause;
    private final Map<String, Long> byDatacenter = new TreeMap<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private long acknowledged;
    private long failed;
    private String lastFailure = "";

    Writing(CqlSession session, PreparedStatement insert, IdLog log, int perSecond) {
        this.session = session;
        this.insert = insert;
        this.log = log;
        this.pause = Duration.ofSeconds(1).dividedBy(perSecond);
    }

    void stop() {
        stopped.set(true);
    }

    Report run(long firstId, Duration length) {
        long begun = System.nanoTime();
        var outage = new Outage(Instant.now(), begun);
        for (long id = firstId; !stopped.get() && System.nanoTime() - begun < length.toNanos(); id++) {
            long next = System.nanoTime() + pause.toNanos();
            write(id, outage);
            LockSupport.parkNanos(next - System.nanoTime());
        }
        outage.ended(System.nanoTime());
        return new Report(firstId, acknowledged, failed, outage.longest(), outage.longestFrom(), byDatacenter);
    }

    private void write(long id, Outage outage) {
        try {
            var info = session.execute(insert.bind(id)).getExecutionInfo();
            outage.acknowledged(Instant.now(), System.nanoTime());
            log.acknowledged(id);
            acknowledged++;
            byDatacenter.merge(datacenter(info), 1L, Long::sum);
        } catch (DriverException e) {
            failed++;
            tell(e);
        }
    }

    /** The same failure many times a second is one line. */
    private void tell(DriverException failure) {
        var kind = failure.getClass().getSimpleName();
        if (!kind.equals(lastFailure)) {
            lastFailure = kind;
            System.err.println(Instant.now() + " a write failed: " + failure.getMessage());
        }
    }

    private static String datacenter(ExecutionInfo info) {
        return Optional.ofNullable(info.getCoordinator())
                .map(Node::getDatacenter)
                .orElse("unknown");
    }
}
