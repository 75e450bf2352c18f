package dev.aeneas.backup.archive;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.util.List;

/** Reads nodes' commit logs where they are written. */
@FunctionalInterface
public interface CommitLogs {
    /** Every segment that the node has, closed ones and those in use, oldest first. */
    List<LogSegment> segments(ClusterName cluster, BackupNode node) throws IOException;
}
