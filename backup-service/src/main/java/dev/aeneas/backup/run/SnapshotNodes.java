package dev.aeneas.backup.run;

import dev.aeneas.contracts.ClusterName;
import java.util.List;
import java.util.Set;

/** Freezes data files on nodes. Every call is bounded and throws {@link NodesUnavailable} with the node's name. */
public interface SnapshotNodes {
    /** Who owns data, as the first contact that answers sees it. */
    List<RingNode> ring(BackupRequest request);

    /** Connects to a node; close it after use. */
    Session connect(ClusterName cluster, BackupNode node);

    /** A node at hand. */
    interface Session extends AutoCloseable {
        BackupNode node();

        /** Whether the node holds this snapshot of any table. */
        boolean holds(String tag);

        /** Flushes and links every table of the keyspaces. */
        void take(String tag, Set<String> keyspaces);

        /** Removes the snapshot; fine if there is none. */
        void clear(String tag);

        @Override
        void close();
    }
}
