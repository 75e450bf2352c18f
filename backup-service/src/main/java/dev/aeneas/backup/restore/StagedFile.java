package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Manifests.FileEntry;
import dev.aeneas.backup.run.TableName;

/**
 * A file on its way to a node.
 *
 * @param source the node whose file it was: two nodes may have files of the same name
 * @param table as in the backup
 * @param name of the SSTable's component
 */
public record StagedFile(String source, TableName table, String name, long sizeBytes, Digest digest) {
    static StagedFile of(String source, FileEntry file) {
        return new StagedFile(
                source, new TableName(file.keyspace(), file.table()), file.name(), file.sizeBytes(), file.digest());
    }
}
