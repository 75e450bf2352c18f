package dev.aeneas.provisioning.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.aeneas.cassandra.cql.CqlCluster;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ProvisioningCommand;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows that were acknowledged at LOCAL_QUORUM while one replica was frozen: without hints and read repair it misses them
 * for good.
 */
public final class PlantedRows implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlantedRows.class);
    private static final int TOGETHER = 32;
    private static final int PICTURE_BYTES = 128 << 10;
    private static final int TOGETHER_WHILE_JOINING = 8;

    /** Enough to meet every moment of a join, and few enough to leave the machine to those that join. */
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(100);

    /** Messages to a frozen node wait in sockets; they are too old to be taken once a write's timeout has passed. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(3);

    private final RealProvisioning service;
    private final ProvisioningCommand command;
    private final CqlCluster session;
    private final PreparedStatement insert;
    private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();
    private long missed;
    private long firstWritten;
    private volatile boolean writing;
    private Thread writer = new Thread(() -> {});

    public PlantedRows(RealProvisioning service, ProvisioningCommand command, List<ClusterTopology.Node> nodes) {
        this.service = service;
        this.command = command;
        nodes.forEach(node -> service.turnHintsOff(command.cluster(), node));
        session = service.login(command, nodes.get(0));
        session.session()
                .execute("CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': 3}");
        session.session().execute("CREATE TABLE shop.pictures (id int PRIMARY KEY, what blob)");
        session.session()
                .execute("CREATE TABLE shop.orders (id bigint PRIMARY KEY, what text) WITH read_repair = 'NONE'");
        // the driver can be content before the first node has told the others
        nodes.forEach(node -> Awaitility.await().ignoreExceptions().until(() -> countAt(node) == 0));
        insert = prepare("INSERT INTO shop.orders (id, what) VALUES (?, 'sword')");
    }

    /** Writes so many rows that this node misses; returns how many it misses, as its own storage says. */
    public long plant(int rows, ClusterTopology.Node missing) {
        var process = service.process(missing.name());
        process.freeze();
        try {
            var coordinator = other(missing);
            write(0, rows, coordinator);
            var until = System.nanoTime() + WRITE_TIMEOUT.toNanos();
            Awaitility.await().until(() -> System.nanoTime() > until);
        } finally {
            process.thaw();
        }
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> countAt(missing) >= 0);
        // its storage is asked, not a query: whoever coordinates a read at ONE may ask a replica that answers sooner
        missed = rows - service.writesTaken(command.cluster(), missing, "shop", "orders");
        return missed;
    }

    /** Writes so much that cannot be compressed beside the rows: a stream of it takes its time. */
    public void weigh(int mebibytes) {
        var picture = prepare("INSERT INTO shop.pictures (id, what) VALUES (?, ?)");
        var random = new Random(1);
        var bytes = new byte[PICTURE_BYTES];
        for (int id = 0; id < (mebibytes << 20) / PICTURE_BYTES; id++) {
            random.nextBytes(bytes);
            session.session().execute(picture.bind(id, ByteBuffer.wrap(bytes.clone())));
        }
    }

    /** Writes more rows all the time, from now on. */
    public void writeOn() {
        writing = true;
        firstWritten += 1_000_000;
        long first = firstWritten;
        writer = new Thread(() -> {
            for (long id = first; writing; id += TOGETHER_WHILE_JOINING) {
                write(id, id + TOGETHER_WHILE_JOINING, null);
                LockSupport.parkNanos(BETWEEN_WRITES.toNanos());
            }
        });
        writer.start();
    }

    public void stopWriting() {
        writing = false;
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !writer.isAlive());
        assertThat(acknowledged).as("rows written while nodes joined").anyMatch(id -> id >= firstWritten);
    }

    /** Asks each of these nodes for all rows: it answers from itself and its nearest replicas, each from another quorum. */
    public void requireAllAtLocalQuorum(List<ClusterTopology.Node> nodes) {
        for (var node : nodes) {
            var lost = new TreeSet<>(acknowledged);
            lost.removeAll(rowsAt(node));
            LOG.info(
                    "Of {} acknowledged rows {} are lost in the view of {}; one replica had missed {}",
                    acknowledged.size(),
                    lost.size(),
                    node.name(),
                    missed);
            assertThat(lost)
                    .as("lost of %d acknowledged rows in the view of %s", acknowledged.size(), node.name())
                    .isEmpty();
        }
    }

    private Set<Long> rowsAt(ClusterTopology.Node node) {
        try (var there = service.login(command, node)) {
            var all = SimpleStatement.newInstance("SELECT id FROM shop.orders")
                    .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM)
                    .setNode(find(there, node.address()::equals))
                    .setTimeout(Duration.ofSeconds(30));
            var rows = new HashSet<Long>();
            there.session().execute(all).forEach(row -> rows.add(row.getLong(0)));
            return rows;
        }
    }

    private void write(long first, long end, Node coordinator) {
        var underWay = new LinkedHashMap<Long, CompletionStage<AsyncResultSet>>();
        for (long id = first; id < end; id++) {
            underWay.put(id, session.session().executeAsync(insert.bind(id).setNode(coordinator)));
            if (underWay.size() == TOGETHER || id == end - 1) {
                underWay.forEach(this::acknowledge);
                underWay.clear();
            }
        }
    }

    private void acknowledge(long id, CompletionStage<AsyncResultSet> answer) {
        try {
            answer.toCompletableFuture().join();
            acknowledged.add(id);
        } catch (CompletionException e) {
            // not acknowledged, so nothing is promised about it
            assertThat(e.getCause()).isInstanceOf(DriverException.class);
        }
    }

    private PreparedStatement prepare(String statement) {
        return session.session()
                .prepare(SimpleStatement.newInstance(statement)
                        .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM)
                        .setTimeout(Duration.ofSeconds(10)));
    }

    private long countAt(ClusterTopology.Node node) {
        var count = SimpleStatement.newInstance("SELECT count(*) FROM shop.orders")
                .setConsistencyLevel(ConsistencyLevel.ONE)
                .setNode(find(session, node.address()::equals))
                .setTimeout(Duration.ofSeconds(10));
        return session.session().execute(count).one().getLong(0);
    }

    private Node other(ClusterTopology.Node than) {
        return find(session, address -> !address.equals(than.address()));
    }

    private static Node find(CqlCluster among, Predicate<String> address) {
        return among.session().getMetadata().getNodes().values().stream()
                .filter(node -> node.getBroadcastRpcAddress()
                        .filter(found -> address.test(found.getAddress().getHostAddress()))
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        writing = false;
        session.close();
    }
}
