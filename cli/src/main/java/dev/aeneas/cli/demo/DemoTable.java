package dev.aeneas.cli.demo;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.aeneas.cli.CliException;
import dev.aeneas.local.process.Wait;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    static void create(CqlSession session, Map<String, Integer> replicas) {
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
        awaitEverywhere(session, made);
    }

    // The driver's own wait passes over nodes that it has no connection to: those of the other region, where rows of a
    // table
    // that is not known yet are let fall.
    private static void awaitEverywhere(CqlSession session, Node made) {
        if (!Wait.until(AGREEMENT, () -> schemas(session, made).size() == 1)) {
            throw CliException.failed("the nodes did not agree on the schema within " + AGREEMENT.toSeconds() + " s");
        }
    }

    /** The versions of the schema that one node knows of, its own among them. */
    private static Set<UUID> schemas(CqlSession session, Node seer) {
        return Stream.of("system.local", "system.peers")
                .map(table -> statement("SELECT schema_version FROM " + table).setNode(seer))
                .flatMap(statement -> session.execute(statement).all().stream())
                .map(row -> row.getUuid("schema_version"))
                .collect(Collectors.toSet());
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
