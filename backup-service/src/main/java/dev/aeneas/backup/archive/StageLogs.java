package dev.aeneas.backup.archive;

import dev.aeneas.backup.run.BackupStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Brings nodes' commit logs from the store to this machine. */
@FunctionalInterface
public interface StageLogs {
    /**
     * Writes every segment that may hold a change between the backup and the moment; repeating it is harmless.
     *
     * @param nodes names, as in the backup
     * @return a folder for each node
     * @throws NotShipped when a node's log does not reach the moment
     */
    List<String> stage(BackupStore store, LoggedBackup backup, Set<String> nodes, Instant until) throws IOException;

    /** The store does not have a node's log up to the moment. */
    final class NotShipped extends IOException {
        private static final long serialVersionUID = 1L;

        public NotShipped(String node, Instant reached) {
            super("the commit log of " + node + " is in the store up to " + reached + " only");
        }
    }
}
