package dev.aeneas.backup.adapter.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.aeneas.backup.run.TableName;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table's columns in the order in which a digest takes them.
 *
 * @param partitionKey in the order of the key
 * @param clustering in the order of the key
 * @param others regular and static ones, by name
 */
record TableColumns(TableName table, List<String> partitionKey, List<String> clustering, List<String> others) {
    private static final String QUERY =
            "SELECT column_name, kind, position FROM system_schema.columns WHERE keyspace_name = ? AND table_name = ?";

    static TableColumns read(CqlSession session, TableName table) {
        var rows = session.execute(QUERY, table.keyspace(), table.table()).all();
        if (rows.isEmpty()) {
            throw new IllegalStateException("no table is called " + table);
        }
        return new TableColumns(table, key(rows, "partition_key"), key(rows, "clustering"), others(rows));
    }

    /** Without the columns that do not count; the key always does. */
    TableColumns only(Set<String> counting) {
        var counted = others.stream().filter(counting::contains).toList();
        return new TableColumns(table, partitionKey, clustering, counted);
    }

    private static List<String> key(List<Row> rows, String kind) {
        return rows.stream()
                .filter(row -> kind.equals(row.getString("kind")))
                .sorted(Comparator.comparingInt(row -> row.getInt("position")))
                .map(TableColumns::name)
                .toList();
    }

    private static List<String> others(List<Row> rows) {
        return rows.stream()
                .filter(row -> List.of("regular", "static").contains(row.getString("kind")))
                .map(TableColumns::name)
                .sorted()
                .toList();
    }

    private static String name(Row row) {
        return Objects.requireNonNull(row.getString("column_name"), "column_name");
    }

    /** Every column, in this order, of the rows between two tokens. */
    String select() {
        var columns = Stream.of(partitionKey, clustering, others)
                .flatMap(List::stream)
                .map(TableColumns::quoted)
                .collect(Collectors.joining(", "));
        var token = partitionKey.stream().map(TableColumns::quoted).collect(Collectors.joining(", ", "token(", ")"));
        return "SELECT " + columns + " FROM " + quoted(table.keyspace()) + "." + quoted(table.table()) + " WHERE "
                + token + " > ? AND " + token + " <= ?";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
