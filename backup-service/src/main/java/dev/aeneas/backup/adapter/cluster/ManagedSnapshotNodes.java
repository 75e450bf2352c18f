package dev.aeneas.backup.adapter.cluster;

import static dev.aeneas.backup.adapter.cluster.NodeAccess.named;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupRequest;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.SnapshotNodes;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.contracts.ClusterName;
import java.util.List;
import java.util.Set;

/** Snapshots in the way that the cluster's nodes are operated: over JMX, or the management API of pods. */
public final class ManagedSnapshotNodes implements SnapshotNodes {
    private final NodeAccess access;

    public ManagedSnapshotNodes(NodeAccess access) {
        this.access = access;
    }

    @Override
    public List<RingNode> ring(BackupRequest request) {
        return access.ring(request.cluster(), request.contacts()).owners().nodes().stream()
                .map(view -> access.ringNode(request.contacts(), view))
                .toList();
    }

    @Override
    public Session connect(ClusterName cluster, BackupNode node) {
        return new NodeSession(node, access.connect(cluster, node));
    }

    private record NodeSession(BackupNode node, NodeOperations operations) implements Session {
        @Override
        public boolean holds(String tag) {
            return named(node, operations::snapshots).stream()
                    .anyMatch(table -> table.tag().equals(tag));
        }

        @Override
        public void take(String tag, Set<String> keyspaces) {
            named(node, () -> {
                operations.takeSnapshot(tag, keyspaces);
                return tag;
            });
        }

        @Override
        public void clear(String tag) {
            named(node, () -> {
                operations.clearSnapshot(tag);
                return tag;
            });
        }

        @Override
        public void close() {
            operations.close();
        }
    }
}
