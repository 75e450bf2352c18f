package dev.aeneas.backup.run;

import dev.aeneas.backup.pace.Pace;

/**
 * One SSTable component in a snapshot; its content never changes.
 *
 * @param tableId as the table's folder carries it
 * @param identity the same only as long as the node's disk holds the very same bytes under it; null: the disk cannot tell
 * @param name below the snapshot's folder; a secondary index has a folder of its own
 */
public record SnapshotFile(
        TableName table, String tableId, String name, long sizeBytes, String identity, Content content) {

    /** Read no faster than that. */
    SnapshotFile at(Pace pace) {
        return new SnapshotFile(table, tableId, name, sizeBytes, identity, () -> pace.paced(content.open()));
    }
}
