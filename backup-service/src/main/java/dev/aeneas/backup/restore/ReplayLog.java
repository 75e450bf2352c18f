package dev.aeneas.backup.restore;

import dev.aeneas.backup.archive.LoggedBackup;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Makes SSTables of what one node logged after a backup. */
public interface ReplayLog {
    /**
     * Writes what was written up to the moment into a folder, as {@link ReplaySegments} does; what an earlier attempt left there
     * goes first.
     *
     * @return changes of each table asked for
     * @throws BackupImpossible as {@link ReplaySegments} says
     * @throws IOException when the log cannot be read, or not within the bound
     */
    Map<TableName, Long> replay(Log log, Schema schema, Set<TableName> tables, SSTableFolder into)
            throws IOException, InterruptedException;

    /** What a node logged behind a backup, as far as the moment. */
    record Log(BackupStore store, LoggedBackup backup, String node, Instant until) {}
}
