package dev.aeneas.platform.adapter.store;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.Leadership;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease in the control store: one replica holds it and renews it at a third of its time to live.
 *
 * <p>The holder stops believing in it before the store lets it go. An instance that comes back under its old name has it
 * again at once.
 */
public final class StoreLeadership implements Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(StoreLeadership.class);
    private static final String LEASE = "leader";

    // Cassandra counts a time to live in whole seconds: a row may be gone up to a second early.
    private static final Duration GRANULARITY = Duration.ofSeconds(1);

    private final Store store;
    private final String owner;
    private final Duration timeToLive;
    private volatile Instant heldUntil = Instant.MIN;

    public StoreLeadership(Store store, String owner, Duration timeToLive) {
        this.store = store;
        this.owner = owner;
        this.timeToLive = timeToLive;
    }

    /** Begins to ask for the lease, for as long as the timer runs. */
    public StoreLeadership start(ScheduledExecutorService timer) {
        timer.scheduleWithFixedDelay(this::renew, 0, timeToLive.toMillis() / 3, TimeUnit.MILLISECONDS);
        return this;
    }

    @Override
    public boolean leads() {
        return Instant.now().isBefore(heldUntil);
    }

    private void renew() {
        try {
            var askedAt = Instant.now();
            boolean led = leads();
            if (take()) {
                heldUntil = askedAt.plus(timeToLive).minus(GRANULARITY);
            }
            if (led != leads()) {
                LOG.info("{} {} the lead", owner, leads() ? "takes" : "loses");
            }
        } catch (DriverException | Journal.Unavailable e) {
            LOG.debug("Lease not renewed", e);
        }
    }

    /** What is likely comes first: each question is a round of Paxos, and every replica asks all the time. */
    private boolean take() {
        return leads() ? keep() || begin() : begin() || keep();
    }

    private boolean begin() {
        return conditional(
                "INSERT INTO leases (name, owner) VALUES (?, ?) IF NOT EXISTS USING TTL " + ttlSeconds(), LEASE, owner);
    }

    private boolean keep() {
        return conditional(
                "UPDATE leases USING TTL " + ttlSeconds() + " SET owner = ? WHERE name = ? IF owner = ?",
                owner,
                LEASE,
                owner);
    }

    private int ttlSeconds() {
        return Math.toIntExact(timeToLive.toSeconds());
    }

    private boolean conditional(String cql, Object... values) {
        var statement = SimpleStatement.newInstance(cql, values).setSerialConsistencyLevel(store.serialConsistency());
        return store.session().execute(statement).wasApplied();
    }
}
