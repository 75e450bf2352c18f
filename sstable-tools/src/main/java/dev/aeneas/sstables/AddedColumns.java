package dev.aeneas.sstables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.cassandra.cql3.ColumnIdentifier;
import org.apache.cassandra.db.marshal.UTF8Type;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.db.rows.Cell;
import org.apache.cassandra.db.rows.Row;
import org.apache.cassandra.schema.CQLTypeParser;
import org.apache.cassandra.schema.ColumnMetadata;
import org.apache.cassandra.schema.KeyspaceMetadata;
import org.apache.cassandra.schema.Schema;
import org.apache.cassandra.schema.TableId;
import org.apache.cassandra.schema.TableMetadata;
import org.apache.cassandra.utils.ByteBufferUtil;

/**
 * Columns that tables got after the schema at hand was read: learnt from the log itself, since a change that has one cannot be read
 * without it.
 *
 * <p>A node logs a column, as a change of {@code system_schema.columns}, before the first row that has it.
 */
final class AddedColumns {
    private final Set<TableId> wanted;
    private final List<Line> lines = new ArrayList<>();
    private final Set<Line> written = new HashSet<>();
    private final long untilMicros;

    /** A column of a table that is wanted. */
    private record Line(TableMetadata table, String column, long atMicros) {
        ColumnMetadata column(TableMetadata now) {
            return now.getColumn(ByteBufferUtil.bytes(column));
        }

        Map<String, Object> shown() {
            return Map.of(
                    "kind",
                    "break",
                    "keyspace",
                    table.keyspace,
                    "table",
                    table.name,
                    "what",
                    "column-added",
                    "column",
                    column,
                    "atMicros",
                    atMicros);
        }
    }

    /** Tables whose changes are wanted, up to a moment in microseconds since 1970. */
    AddedColumns(List<TableMetadata> tables, long untilMicros) {
        wanted = tables.stream().map(table -> table.id).collect(Collectors.toUnmodifiableSet());
        this.untilMicros = untilMicros;
    }

    void look(PartitionUpdate update) {
        if (update.metadata().toString().equals("system_schema.columns")) {
            var keyspace = UTF8Type.instance.compose(update.partitionKey().getKey());
            update.forEach(row -> definition(keyspace, row, update.metadata()));
        }
    }

    private void definition(String keyspace, Row row, TableMetadata columns) {
        var table = UTF8Type.instance.compose(row.clustering().bufferAt(0));
        var column = UTF8Type.instance.compose(row.clustering().bufferAt(1));
        var type = cell(row, columns, "type");
        var kind = cell(row, columns, "kind").map(AddedColumns::text).flatMap(AddedColumns::kind);
        var known = Schema.instance.getTableMetadata(keyspace, table);
        if (type.isEmpty() || kind.isEmpty() || known == null || isKnown(known, column)) {
            return; // dropped, or a key's older name, or of a table that was created since, or nothing new
        }
        learn(known, column, text(type.get()), kind.get());
        if (wanted.contains(known.id)) {
            lines.add(new Line(known, column, type.get().timestamp()));
        }
    }

    /** A change that has such a column cannot be written to the table as the backup knows it. */
    boolean isIn(PartitionUpdate update) {
        var found = lines.stream()
                .filter(line -> line.table().id.equals(update.metadata().id))
                .filter(line -> update.columns().contains(line.column(update.metadata())))
                .toList();
        written.addAll(found);
        return !found.isEmpty();
    }

    private static Optional<ColumnMetadata.Kind> kind(String name) {
        return Stream.of(ColumnMetadata.Kind.REGULAR, ColumnMetadata.Kind.STATIC)
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static boolean isKnown(TableMetadata table, String column) {
        var name = ByteBufferUtil.bytes(column);
        return table.getColumn(name) != null || table.getDroppedColumn(name) != null;
    }

    private static void learn(TableMetadata table, String column, String type, ColumnMetadata.Kind kind) {
        Schema.instance.transform(present -> {
            var keyspace = present.getNullable(table.keyspace);
            return present.withAddedOrReplaced(with(keyspace, table, column, type, kind));
        });
    }

    private static KeyspaceMetadata with(
            KeyspaceMetadata keyspace, TableMetadata table, String column, String type, ColumnMetadata.Kind kind) {
        var parsed = CQLTypeParser.parse(keyspace.name, type, keyspace.types);
        var name = ColumnIdentifier.getInterned(column, true);
        var added =
                new ColumnMetadata(table.keyspace, table.name, name, parsed, ColumnMetadata.NO_POSITION, kind, null);
        return keyspace.withSwapped(
                keyspace.tables.withSwapped(table.unbuild().addColumn(added).build()));
    }

    private static Optional<Cell<?>> cell(Row row, TableMetadata columns, String name) {
        return Optional.<Cell<?>>ofNullable(row.getCell(columns.getColumn(ColumnIdentifier.getInterned(name, true))))
                .filter(cell -> !cell.isTombstone());
    }

    private static String text(Cell<?> cell) {
        return UTF8Type.instance.compose(cell.buffer());
    }

    /** One line for each that was there at the moment, or whose rows claim to be, for {@link Output}. */
    Stream<Map<String, Object>> lines() {
        return lines.stream()
                .filter(line -> line.atMicros() <= untilMicros || written.contains(line))
                .map(Line::shown);
    }
}
