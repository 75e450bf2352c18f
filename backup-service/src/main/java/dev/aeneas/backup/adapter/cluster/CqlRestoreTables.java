package dev.aeneas.backup.adapter.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.aeneas.backup.restore.RestoreTables;
import dev.aeneas.backup.restore.cql.Cql;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupRequest;
import dev.aeneas.backup.run.Roles;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.CqlCluster;
import dev.aeneas.contracts.ClusterName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Schema and rows by CQL. */
public final class CqlRestoreTables implements RestoreTables {
    private static final int PAGE_ROWS = 500;
    private static final String KEY = "SELECT column_name FROM system_schema.columns"
            + " WHERE keyspace_name = ? AND table_name = ? AND kind = 'partition_key' LIMIT 1 ALLOW FILTERING";

    private final CqlReadSchema schemas;
    private final Duration bound;

    /** The bound is that of one change of the schema, and of one page of rows. */
    public CqlRestoreTables(CqlReadSchema schemas, Duration bound) {
        this.schemas = schemas;
        this.bound = bound;
    }

    @Override
    public Schema schema(ClusterName cluster, List<BackupNode> contacts) {
        return schemas.read(request(cluster, contacts));
    }

    @Override
    public Roles roles(ClusterName cluster, List<BackupNode> contacts) {
        return with(cluster, contacts, session -> schemas.roles(request(cluster, contacts), session));
    }

    @Override
    public Session connect(ClusterName cluster, List<BackupNode> contacts) {
        return new Connected(named(() -> schemas.connect(request(cluster, contacts))), bound);
    }

    private record Connected(CqlCluster cluster, Duration bound) implements Session {
        @Override
        public void carryOut(String statement) {
            var result = named(() -> cluster.session()
                    .execute(SimpleStatement.newInstance(statement).setTimeout(bound)));
            if (!result.getExecutionInfo().isSchemaInAgreement()) {
                throw new IllegalStateException("not every node knows in time: " + statement);
            }
        }

        @Override
        public void close() {
            cluster.close();
        }
    }

    @Override
    public Map<TableName, Long> countRows(ClusterName cluster, List<BackupNode> contacts, Set<TableName> tables) {
        return with(cluster, contacts, session -> {
            var rows = new TreeMap<TableName, Long>();
            tables.forEach(table -> rows.put(table, count(session, table)));
            return rows;
        });
    }

    private long count(CqlSession session, TableName table) {
        var key = session.execute(KEY, table.keyspace(), table.table()).one();
        if (key == null) {
            throw new IllegalStateException("there is no table " + table);
        }
        var select = "SELECT " + Cql.name(key.getString(0)) + " FROM " + Cql.name(table);
        var statement = SimpleStatement.newInstance(select)
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                .setPageSize(PAGE_ROWS)
                .setTimeout(bound);
        long rows = 0;
        for (var row : session.execute(statement)) {
            rows += row.size() > 0 ? 1 : 0;
        }
        return rows;
    }

    private <T> T with(ClusterName cluster, List<BackupNode> contacts, Function<CqlSession, T> action) {
        return named(() -> {
            try (CqlCluster connected = schemas.connect(request(cluster, contacts))) {
                return action.apply(connected.session());
            }
        });
    }

    private static <T> T named(Supplier<T> call) {
        try {
            return call.get();
        } catch (ClusterException | DriverException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static BackupRequest request(ClusterName cluster, List<BackupNode> contacts) {
        return new BackupRequest(cluster, "restore", null, List.of(), null, Instant.EPOCH, contacts, null);
    }
}
