package dev.aeneas.cassandra.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Freezes the data files of keyspaces under a tag, on the node's own disk. */
public interface TakeSnapshots {
    /**
     * Flushes and links every table of the keyspaces.
     *
     * @throws SnapshotExists if the tag is taken for any of them; nothing is changed then
     */
    void takeSnapshot(String tag, Set<String> keyspaces);

    /** Removes the tag from every keyspace; fine if there is none. */
    void clearSnapshot(String tag);

    @Looks
    List<TableSnapshot> snapshots();

    /** Where the node keeps tables; a snapshot is below {@code <keyspace>/<table>-<id>/snapshots/<tag>}. */
    @Looks
    List<Path> dataDirectories();
}
