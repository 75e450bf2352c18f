package dev.aeneas.sstables;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.cassandra.cql3.ColumnIdentifier;
import org.apache.cassandra.db.marshal.UTF8Type;
import org.apache.cassandra.db.marshal.UUIDType;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.db.rows.Cell;
import org.apache.cassandra.db.rows.Row;
import org.apache.cassandra.schema.TableMetadata;

/**
 * What happened to tables as a whole: changes of rows before it and after it do not add up. A node logs it as changes of its own
 * system tables: another id in {@code system_schema.tables} (dropped and created again), {@code truncated_at} in {@code system.local}.
 */
final class Breaks {
    private final Map<String, TableMetadata> tables = new HashMap<>();
    private final Map<UUID, String> names = new HashMap<>();
    private final Map<String, Long> newestId = new HashMap<>();
    private final Map<String, Long> createdAgain = new HashMap<>();
    private final Map<String, Long> truncated = new HashMap<>();
    private final long sinceMicros;
    private final long untilMicros;

    /** Between two moments in microseconds since 1970, as write times are. */
    Breaks(List<TableMetadata> tables, long sinceMicros, long untilMicros) {
        tables.forEach(table -> {
            this.tables.put(table.keyspace + "." + table.name, table);
            names.put(table.id.asUUID(), table.keyspace + "." + table.name);
        });
        this.sinceMicros = sinceMicros;
        this.untilMicros = untilMicros;
    }

    void look(PartitionUpdate update) {
        var table = update.metadata().toString();
        if (table.equals("system_schema.tables")) {
            var keyspace = UTF8Type.instance.compose(update.partitionKey().getKey());
            update.forEach(row -> definition(keyspace, row, update.metadata()));
        } else if (table.equals("system.local")) {
            update.forEach(row -> truncations(row, update.metadata()));
        }
    }

    /** The newest definition counts: nodes tell each other of older ones too. */
    private void definition(String keyspace, Row row, TableMetadata schema) {
        var name = keyspace + "." + UTF8Type.instance.compose(row.clustering().bufferAt(0));
        var cell = row.getCell(schema.getColumn(ColumnIdentifier.getInterned("id", true)));
        if (!tables.containsKey(name) || !counts(cell) || cell.timestamp() < newestId.getOrDefault(name, 0L)) {
            return;
        }
        newestId.put(name, cell.timestamp());
        if (UUIDType.instance.compose(cell.buffer()).equals(tables.get(name).id.asUUID())) {
            createdAgain.remove(name);
        } else {
            createdAgain.put(name, cell.timestamp());
        }
    }

    private void truncations(Row row, TableMetadata local) {
        var cells = row.getComplexColumnData(local.getColumn(ColumnIdentifier.getInterned("truncated_at", true)));
        if (cells == null) {
            return;
        }
        for (var cell : cells) {
            var name = names.get(UUIDType.instance.compose(cell.path().get(0)));
            if (name != null && counts(cell) && cell.timestamp() >= sinceMicros) {
                truncated.merge(name, cell.timestamp(), Math::max);
            }
        }
    }

    private boolean counts(Cell<?> cell) {
        return cell != null && !cell.isTombstone() && cell.timestamp() <= untilMicros;
    }

    /** One line each, for {@link Output}. */
    Stream<Map<String, Object>> lines() {
        return tables.values().stream().flatMap(table -> {
            var name = table.keyspace + "." + table.name;
            return Stream.concat(
                    line(table, "created-again", createdAgain.get(name)).stream(),
                    line(table, "truncated", truncated.get(name)).stream());
        });
    }

    private static Optional<Map<String, Object>> line(TableMetadata table, String what, Long atMicros) {
        return Optional.ofNullable(atMicros)
                .map(at -> Map.of(
                        "kind",
                        "break",
                        "keyspace",
                        table.keyspace,
                        "table",
                        table.name,
                        "what",
                        what,
                        "atMicros",
                        at));
    }
}
