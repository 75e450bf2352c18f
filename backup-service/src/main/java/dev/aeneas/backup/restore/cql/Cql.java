package dev.aeneas.backup.restore.cql;

import dev.aeneas.backup.run.TableName;

/** Writes names as CQL takes them. */
public final class Cql {
    private Cql() {}

    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    public static String name(TableName table) {
        return name(table.keyspace()) + "." + name(table.table());
    }

    static String string(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
