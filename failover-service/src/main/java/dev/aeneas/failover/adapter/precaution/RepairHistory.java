package dev.aeneas.failover.adapter.precaution;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.aeneas.failover.readiness.Precautions.Repairs;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code system_distributed.repair_history} says, as one node of the standby reads it.
 *
 * <p>It tells of ranges, not of tables: the newest one that succeeded stands for the table.
 */
public final class RepairHistory {
    private static final Logger LOG = LoggerFactory.getLogger(RepairHistory.class);
    private static final String TABLES = "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?";
    private static final String OF_TABLE = "SELECT finished_at, status FROM system_distributed.repair_history"
            + " WHERE keyspace_name = ? AND columnfamily_name = ? ORDER BY id ";
    private static final String NEWEST = OF_TABLE + "DESC LIMIT 50";
    private static final String OLDEST = OF_TABLE + "ASC LIMIT 1";

    /** Aeneas repairs the roles when it creates a cluster. */
    private static final String ROLES_KEYSPACE = "system_auth";

    private static final String ROLES = "roles";

    private RepairHistory() {}

    /** Empty when it cannot be read. */
    public static Optional<Repairs> read(CqlSession session, List<String> keyspaces, Duration ageMax) {
        try {
            var last = new HashMap<String, Optional<Instant>>();
            for (var keyspace : keyspaces) {
                var tables = tables(session, keyspace);
                if (!tables.isEmpty()) {
                    last.put(keyspace, longestAgo(tables));
                }
            }
            return Optional.of(new Repairs(Map.copyOf(last), recordedSince(session, last), ageMax));
        } catch (DriverException e) {
            LOG.debug("The history of repairs is not told: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Instant recordedSince(CqlSession session, Map<String, Optional<Instant>> last) {
        var first = StreamSupport.stream(
                        session.execute(OLDEST, ROLES_KEYSPACE, ROLES).spliterator(), false)
                .map(row -> row.getInstant("finished_at"))
                .filter(Objects::nonNull);
        return Stream.concat(first, last.values().stream().flatMap(Optional::stream))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** When each table of a keyspace was repaired last. */
    private static List<Optional<Instant>> tables(CqlSession session, String keyspace) {
        // not the driver's own idea of the schema, which sessions to managed clusters do without
        return StreamSupport.stream(session.execute(TABLES, keyspace).spliterator(), false)
                .map(row -> last(session, keyspace, row.getString("table_name")))
                .toList();
    }

    private static Optional<Instant> longestAgo(List<Optional<Instant>> tables) {
        return tables.stream().allMatch(Optional::isPresent)
                ? tables.stream().map(Optional::get).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    private static Optional<Instant> last(CqlSession session, String keyspace, String table) {
        return StreamSupport.stream(session.execute(NEWEST, keyspace, table).spliterator(), false)
                .filter(row -> "SUCCESS".equals(row.getString("status")))
                .map(RepairHistory::finished)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    private static Instant finished(Row row) {
        return row.getInstant("finished_at");
    }
}
