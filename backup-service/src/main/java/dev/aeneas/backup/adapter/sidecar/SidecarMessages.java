package dev.aeneas.backup.adapter.sidecar;

import dev.aeneas.backup.run.SnapshotFile;
import dev.aeneas.backup.run.TableName;
import java.util.List;

/**
 * What goes over the wire to a sidecar and back, as JSON; names of files and folders are parts of a path, each by itself.
 *
 * <pre>
 * GET    /snapshots/{tag}                                           Listing
 * GET    /snapshots/{tag}/{keyspace}/{table}/{tableId}/{name…}      bytes, from where the header Range says
 * GET    /restores/{id}                                             Space
 * GET    /restores/{id}/{source}/{keyspace}/{table}/{name}?sizeBytes=          Holding
 * PUT    /restores/{id}/{source}/{keyspace}/{table}/{name}?sizeBytes=&amp;digest=  bytes; there only when they are that content
 * POST   /restores/{id}                                             Import
 * DELETE /restores/{id}
 * </pre>
 */
final class SidecarMessages {
    static final String SNAPSHOTS = "snapshots";
    static final String RESTORES = "restores";
    static final String SIZE = "sizeBytes";
    static final String DIGEST = "digest";

    private SidecarMessages() {}

    /** What the node holds under a tag. */
    record Listing(List<TableName> tables, List<File> files) {}

    /** A {@link SnapshotFile} without its content. */
    record File(TableName table, String tableId, String name, long sizeBytes, String identity) {
        static File of(SnapshotFile file) {
            return new File(file.table(), file.tableId(), file.name(), file.sizeBytes(), file.identity());
        }
    }

    /** What is left on the node's disk. */
    record Space(long freeBytes) {}

    /** Whether a staged file is there, whole. */
    record Holding(boolean whole) {}

    /** To hand what is staged of a table to Cassandra, within a bound. */
    record Import(TableName staged, TableName table, List<String> sources, long boundSeconds) {}

    /** It is done. */
    record Done(boolean done) {
        static final Done DONE = new Done(true);
    }

    /** Why not. */
    record Problem(String message) {}
}
