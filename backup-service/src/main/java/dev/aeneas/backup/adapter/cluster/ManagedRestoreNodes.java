package dev.aeneas.backup.adapter.cluster;

import static dev.aeneas.backup.adapter.cluster.NodeAccess.named;

import dev.aeneas.backup.restore.RestoreNodes;
import dev.aeneas.backup.restore.RestoreRequest;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.contracts.ClusterName;
import java.time.Duration;
import java.util.stream.Stream;

/** Nodes in the way that the cluster's nodes are operated; their files are a matter of {@link Files}. */
public final class ManagedRestoreNodes implements RestoreNodes {
    private final NodeAccess access;
    private final Files files;

    /** Of handing one table's files to a node, and of cleaning one keyspace of a node up. */
    public record Bounds(Duration importTable, Duration cleanup) {}

    /** The way to the disk of a node that is operated already. */
    @FunctionalInterface
    public interface Files {
        /** The session closes the operations. */
        Session open(ClusterName cluster, BackupNode node, NodeOperations operations, String restoreId);
    }

    public ManagedRestoreNodes(NodeAccess access, Files files) {
        this.access = access;
        this.files = files;
    }

    @Override
    public Ring ring(RestoreRequest request) {
        var seen = access.ring(request.cluster(), request.contacts());
        var owners = seen.owners();
        var notNormal = Stream.concat(
                        owners.nodes().stream().filter(view -> !view.isUpNormal()), seen.changing().nodes().stream())
                .distinct()
                .map(NodeView::toString)
                .toList();
        return new Ring(
                owners.nodes().stream()
                        .map(view -> access.ringNode(request.contacts(), view))
                        .toList(),
                notNormal,
                seen.agreesOnSchema());
    }

    @Override
    public Session connect(ClusterName cluster, BackupNode node, String restoreId) {
        var operations = access.connect(cluster, node);
        try {
            return files.open(cluster, node, operations, restoreId);
        } catch (RuntimeException e) {
            operations.close();
            throw e;
        }
    }

    /** One table at a time: clients come first. */
    public static void cleanup(BackupNode node, NodeOperations operations, String keyspace, Bounds bounds) {
        named(node, () -> {
            operations.cleanup(keyspace, 1, bounds.cleanup());
            return keyspace;
        });
    }
}
