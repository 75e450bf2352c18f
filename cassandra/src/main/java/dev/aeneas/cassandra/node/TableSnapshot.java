package dev.aeneas.cassandra.node;

/**
 * One table's part of a snapshot.
 *
 * @param trueBytes held only by the snapshot, as the node reports it rounded; 0 while the table itself still uses the
 *     files
 */
public record TableSnapshot(String tag, String keyspace, String table, long trueBytes) {}
