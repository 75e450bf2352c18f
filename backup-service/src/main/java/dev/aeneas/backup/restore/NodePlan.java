package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.TableName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one node fetches.
 *
 * @param logs nodes of the source of whose logs it gets what they hold
 * @param cleanup keyspaces, as they are called here, of which it gets rows that are not its own
 */
public record NodePlan(BackupNode node, List<StagedFile> files, Set<String> logs, Set<String> cleanup) {
    NodePlan with(LogPlan log, Naming naming) {
        var all = new TreeSet<>(cleanup);
        log.foreign().forEach(keyspace -> all.add(naming.keyspace(keyspace)));
        return new NodePlan(node, files, log.logs(), all);
    }

    public long bytes() {
        return files.stream().mapToLong(StagedFile::sizeBytes).sum();
    }

    public long largestBytes() {
        return files.stream().mapToLong(StagedFile::sizeBytes).max().orElse(0);
    }

    /** Under which a node's log is among the sources; no node is called so. */
    static String log(String node) {
        return node + "~log";
    }

    /** Folders of what is imported: of every node whose files or whose log it gets. */
    List<String> folders() {
        return Stream.concat(sources().stream(), logs.stream().map(NodePlan::log))
                .toList();
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
