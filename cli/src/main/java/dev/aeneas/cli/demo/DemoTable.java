package dev.aeneas.cli.demo;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.aeneas.cli.CliException;
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
    static void create(CqlSession session, Map<String, Integer> replicas) {
        String replication = replicas.entrySet().stream()
                .map(one -> "'" + one.getKey() + "': " + one.getValue())
                .collect(Collectors.joining(", "));
        execute(
                session,
                "CREATE KEYSPACE " + KEYSPACE + " WITH replication = {'class': 'NetworkTopologyStrategy', "
                        + replication + "}");
        // Read repair would mend while it counts: what is counted must be what is there.
        execute(session, "CREATE TABLE " + NAME + " (row bigint PRIMARY KEY, text text) WITH read_repair = 'NONE'");
        awaitEverywhere(session);
    }

    // The driver waits too, but not long enough for a machine that has just started nine nodes.
    private static void awaitEverywhere(CqlSession session) {
        long giveUpAt = System.nanoTime() + AGREEMENT.toNanos();
        while (!session.checkSchemaAgreement()) {
            if (System.nanoTime() > giveUpAt) {
                throw CliException.failed(
                        "the nodes did not agree on the schema within " + AGREEMENT.toSeconds() + " s");
            }
        }
    }

    /** Every row that can be read in the session's datacenter at LOCAL_QUORUM. */
    static BitSet readable(CqlSession session) {
        var statement = SimpleStatement.newInstance("SELECT row FROM " + NAME)
                .setConsistencyLevel(CONSISTENCY)
                .setPageSize(PAGE)
                .setTimeout(BOUND)
                .setIdempotent(true);
        var rows = new BitSet();
        for (Row row : session.execute(statement)) {
            rows.set(Math.toIntExact(row.getLong(0)));
        }
        return rows;
    }

    private static void execute(CqlSession session, String cql) {
        session.execute(SimpleStatement.newInstance(cql).setTimeout(BOUND));
    }
}
