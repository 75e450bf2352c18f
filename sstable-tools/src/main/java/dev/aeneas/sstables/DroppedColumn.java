package dev.aeneas.sstables;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.cassandra.cql3.ColumnIdentifier;
import org.apache.cassandra.schema.Keyspaces;

/**
 * {@code ALTER TABLE … DROP … USING TIMESTAMP …}, as a description with internals ends: older values of the column do not count.
 *
 * <p>Cassandra's own statement wants the table opened, with its indexes.
 */
record DroppedColumn(String keyspace, String table, String column, long atMicros) {
    private static final String NAME = "(\\w+|\"(?:[^\"]|\"\")+\")";
    private static final Pattern STATEMENT = Pattern.compile(
            "ALTER TABLE " + NAME + "\\." + NAME + " DROP " + NAME + " USING TIMESTAMP (\\d+)",
            Pattern.CASE_INSENSITIVE);

    static Optional<DroppedColumn> parse(String statement) {
        var matcher = STATEMENT.matcher(statement);
        return matcher.matches()
                ? Optional.of(new DroppedColumn(
                        stored(matcher.group(1)),
                        stored(matcher.group(2)),
                        stored(matcher.group(3)),
                        Long.parseLong(matcher.group(4))))
                : Optional.empty();
    }

    /** The schema without the column; it still knows the column's type. */
    Keyspaces applyTo(Keyspaces keyspaces) {
        var owner = keyspaces.getNullable(keyspace);
        var before = owner.getTableNullable(table);
        var dropped = before.getExistingColumn(ColumnIdentifier.getInterned(column, true));
        var after = before.unbuild()
                .removeRegularOrStaticColumn(dropped.name)
                .recordColumnDrop(dropped, atMicros)
                .build();
        return keyspaces.withAddedOrReplaced(owner.withSwapped(owner.tables.withSwapped(after)));
    }

    private static String stored(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }
}
