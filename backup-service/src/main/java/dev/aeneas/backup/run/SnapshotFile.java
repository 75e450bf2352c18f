package dev.aeneas.backup.run;

/**
 * One SSTable component in a snapshot; its content never changes.
 *
 * @param tableId as the table's folder carries it
 * @param name below the snapshot's folder; a secondary index has a folder of its own
 */
public record SnapshotFile(TableName table, String tableId, String name, long sizeBytes, Content content) {}
