package dev.aeneas.platform.adapter.store;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.aeneas.platform.process.Journal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one session to the control store: a Cassandra of Aeneas's own, never a managed one.
 *
 * <p>It connects in the background for as long as it takes; whoever needs it meanwhile waits for a bound and then gets
 * {@link Journal.Unavailable}.
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final Duration RECONNECT_MAX = Duration.ofSeconds(2);

    private final Settings settings;
    private final CompletableFuture<CqlSession> session = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * Where the store is and how to ask it.
     *
     * @param contactPoints host and port of some of its nodes
     * @param keyspace the service's own
     * @param replication CQL map for a keyspace that does not exist yet
     * @param serialConsistency {@code LOCAL_SERIAL} in one datacenter, {@code SERIAL} over several
     * @param requestTimeout bound of one request and of waiting for the session
     * @param access what it asks of its clients
     */
    public record Settings(
            List<InetSocketAddress> contactPoints,
            String localDatacenter,
            String keyspace,
            String replication,
            ConsistencyLevel serialConsistency,
            Duration requestTimeout,
            StoreAccess access) {}

    public Store(Settings settings) {
        this.settings = settings;
    }

    /** Begins to connect, and makes keyspace and tables where they are missing; returns at once. */
    public Store connect() {
        var thread = new Thread(this::connectUntilItWorks, "control-store");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    public CqlSession session() {
        try {
            return session.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new Journal.Unavailable("not connected to the control store yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Journal.Unavailable("interrupted while waiting for the control store", e);
        }
    }

    /** True when the store answered a query within the bound. */
    public boolean answers() {
        try {
            return session.isDone()
                    && session().execute("SELECT key FROM system.local").one() != null;
        } catch (DriverException | Journal.Unavailable e) {
            return false;
        }
    }

    public ConsistencyLevel serialConsistency() {
        return settings.serialConsistency();
    }

    /** For what is not conditional, and must be seen by the same replicas of a service. */
    private ConsistencyLevel consistency() {
        return settings.serialConsistency() == ConsistencyLevel.SERIAL
                ? ConsistencyLevel.QUORUM
                : ConsistencyLevel.LOCAL_QUORUM;
    }

    // The driver's own reconnect-on-init gives up on some errors of a node that is only just starting.
    private void connectUntilItWorks() {
        while (!closed && !session.isDone()) {
            try {
                session.complete(withSchema(open()));
                LOG.info("Connected to the control store: keyspace {}", settings.keyspace());
            } catch (RuntimeException e) {
                LOG.debug("Control store not there yet", e);
                pause();
            }
        }
    }

    private CqlSession open() {
        var config = DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.requestTimeout())
                .withString(
                        DefaultDriverOption.REQUEST_CONSISTENCY, consistency().name())
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, RECONNECT_MAX)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(200))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_TIMEOUT, Duration.ofSeconds(20))
                .withBoolean(DefaultDriverOption.PREPARE_ON_ALL_NODES, false)
                // it would wait for two seconds before it closes
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                // The one USE of this session's life is when its keyspace has just been made.
                .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false)
                .build();
        return settings.access()
                .onto(CqlSession.builder())
                .withConfigLoader(config)
                .addContactPoints(settings.contactPoints())
                .withLocalDatacenter(settings.localDatacenter())
                .build();
    }

    private CqlSession withSchema(CqlSession opened) {
        try {
            createSchema(opened);
            return opened;
        } catch (RuntimeException e) {
            // the next try opens another one
            opened.close();
            throw e;
        }
    }

    private void createSchema(CqlSession connected) {
        connected.execute("CREATE KEYSPACE IF NOT EXISTS " + settings.keyspace() + " WITH replication = "
                + settings.replication());
        connected.execute(
                "USE " + CqlIdentifier.fromInternal(settings.keyspace()).asCql(true));
        StoreSchema.TABLES.forEach(connected::execute);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (session.isDone() && !session.isCompletedExceptionally()) {
            session.join().close();
        }
    }
}
