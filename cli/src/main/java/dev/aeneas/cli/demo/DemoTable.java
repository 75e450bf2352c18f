package dev.aeneas.cli.demo;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.node.SchemaAgreement;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cli.CliException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.Collectors;

/** The application's one table. */
final class DemoTable {
    static final String KEYSPACE = "aeneas_demo";
    static final String NAME = KEYSPACE + ".rows";
    static final ConsistencyLevel CONSISTENCY = DefaultConsistencyLevel.LOCAL_QUORUM;

    private static final int PAGE = 2000;
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Duration AGREEMENT = Duration.ofSeconds(90);

    private DemoTable() {}

    /** Makes keyspace and table with so many replicas in each datacenter. */
    static void create(CqlSession session, ReachNodes reach, Map<String, Integer> replicas) {
        String replication = replicas.entrySet().stream()
                .map(one -> "'" + one.getKey() + "': " + one.getValue())
                .collect(Collectors.joining(", "));
        var unused = execute(
                session,
                "CREATE KEYSPACE " + KEYSPACE + " WITH replication = {'class': 'NetworkTopologyStrategy', "
                        + replication + "}");
        // Read repair would mend while it counts: what is counted must be what is there.
        var made = execute(
                session, "CREATE TABLE " + NAME + " (row bigint PRIMARY KEY, text text) WITH read_repair = 'NONE'");
        awaitEverywhere(reach, made);
    }

    // The driver's own wait passes over nodes that it has no connection to: those of the other region, which let rows
    // fall of a table that they do not know yet.
    private static void awaitEverywhere(ReachNodes reach, Node made) {
        var address = (InetSocketAddress) made.getEndPoint().resolve();
        try (var node = reach.connect(NodeAddress.of(address.getAddress().getHostAddress()))) {
            if (!SchemaAgreement.await(node, AGREEMENT)) {
                throw CliException.failed(
                        "the nodes did not agree on the schema within " + AGREEMENT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.failed("interrupted");
        }
    }

    /** Every row that can be read in the session's datacenter at LOCAL_QUORUM. */
    static BitSet readable(CqlSession session) {
        var statement = statement("SELECT row FROM " + NAME)
                .setConsistencyLevel(CONSISTENCY)
                .setPageSize(PAGE)
                .setIdempotent(true);
        var rows = new BitSet();
        for (Row row : session.execute(statement)) {
            rows.set(Math.toIntExact(row.getLong(0)));
        }
        return rows;
    }

    /** The node that carried it out. */
    private static Node execute(CqlSession session, String cql) {
        return session.execute(statement(cql)).getExecutionInfo().getCoordinator();
    }

    private static SimpleStatement statement(String cql) {
        return SimpleStatement.newInstance(cql).setTimeout(BOUND);
    }
}
