package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.TableName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one node fetches.
 *
 * @param cleanup keyspaces, as they are called here, of which it gets rows that are not its own
 */
public record NodePlan(BackupNode node, List<StagedFile> files, Set<String> cleanup) {
    public long bytes() {
        return files.stream().mapToLong(StagedFile::sizeBytes).sum();
    }

    public long largestBytes() {
        return files.stream().mapToLong(StagedFile::sizeBytes).max().orElse(0);
    }

    /** The nodes whose files it gets. */
    public Set<String> sources() {
        return files.stream().map(StagedFile::source).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The tables, named as in the backup, of which it gets files from this node. */
    Set<TableName> tables() {
        return files.stream().map(StagedFile::table).collect(Collectors.toCollection(TreeSet::new));
    }
}
