package dev.aeneas.backup.run;

/** A table or materialized view, as Cassandra stores its name. */
public record TableName(String keyspace, String table) implements Comparable<TableName> {
    @Override
    public int compareTo(TableName other) {
        int byKeyspace = keyspace.compareTo(other.keyspace);
        return byKeyspace != 0 ? byKeyspace : table.compareTo(other.table);
    }

    @Override
    public String toString() {
        return keyspace + "." + table;
    }
}
