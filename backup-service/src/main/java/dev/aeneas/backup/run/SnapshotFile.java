package dev.aeneas.backup.run;

import java.io.IOException;
import java.io.InputStream;

/**
 * One SSTable component in a snapshot; its content never changes.
 *
 * @param tableId as the table's folder carries it
 * @param name below the snapshot's folder; a secondary index has a folder of its own
 */
public record SnapshotFile(TableName table, String tableId, String name, long sizeBytes, Content content) {

    /** Opens the file; may be called again. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }
}
