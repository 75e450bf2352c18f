package dev.aeneas.backup.run;

import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Reaches the files of a snapshot on a node. */
public interface ReadSnapshotFiles {
    /** What the node holds under a tag. */
    NodeFiles list(ClusterName cluster, BackupNode node, String tag) throws IOException;

    /**
     * The snapshot on one node.
     *
     * @param tables which have a snapshot, even an empty one
     */
    record NodeFiles(Set<TableName> tables, List<SnapshotFile> files) {}
}
