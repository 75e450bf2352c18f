package dev.aeneas.backup.adapter.cluster;

import static dev.aeneas.backup.adapter.cluster.NodeAccess.named;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupRequest;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.SnapshotNodes;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.NodeView;
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
        NodesUnavailable last = null;
        for (var contact : request.contacts()) {
            try (var node = access.connect(request.cluster(), contact)) {
                return named(contact, node::ring).owners().nodes().stream()
                        .map(view -> ringNode(request, view))
                        .toList();
            } catch (NodesUnavailable e) {
                last = e;
            }
        }
        var names = request.contacts().stream().map(BackupNode::name).toList();
        throw new NodesUnavailable(names, "no node of the cluster answers", last);
    }

    private RingNode ringNode(BackupRequest request, NodeView view) {
        var address = view.address().hostAddress();
        var node = request.contacts().stream()
                .filter(contact -> access.address(contact).hostAddress().equals(address))
                .findFirst()
                .orElseGet(() -> new BackupNode(address, address, view.datacenter(), view.rack()));
        return new RingNode(node, view.up(), List.copyOf(view.tokens()));
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
