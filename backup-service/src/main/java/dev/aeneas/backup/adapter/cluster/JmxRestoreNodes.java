package dev.aeneas.backup.adapter.cluster;

import static dev.aeneas.backup.adapter.cluster.NodeAccess.named;

import dev.aeneas.backup.restore.RestoreNodes;
import dev.aeneas.backup.restore.RestoreRequest;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Nodes over JMX, with their files where this machine has them: beside the data directory, so that import only renames. */
public final class JmxRestoreNodes implements RestoreNodes {
    private static final String FOLDER = "aeneas-restore";

    private final NodeAccess access;
    private final Bounds bounds;

    /** Of handing one table's files to a node, and of cleaning one keyspace of a node up. */
    public record Bounds(Duration importTable, Duration cleanup) {}

    public JmxRestoreNodes(NodeAccess access, Bounds bounds) {
        this.access = access;
        this.bounds = bounds;
    }

    @Override
    public Ring ring(RestoreRequest request) {
        NodesUnavailable last = null;
        for (var contact : request.contacts()) {
            try (var node = access.connect(request.cluster(), contact)) {
                return ring(request, named(contact, node::ring));
            } catch (NodesUnavailable e) {
                last = e;
            }
        }
        var names = request.contacts().stream().map(BackupNode::name).toList();
        throw new NodesUnavailable(names, "no node of the cluster answers", last);
    }

    private Ring ring(RestoreRequest request, RingView seen) {
        var owners = seen.owners();
        var notNormal = Stream.concat(
                        owners.nodes().stream().filter(view -> !view.isUpNormal()), seen.changing().nodes().stream())
                .distinct()
                .map(NodeView::toString)
                .toList();
        return new Ring(
                owners.nodes().stream().map(view -> ringNode(request, view)).toList(),
                notNormal,
                seen.agreesOnSchema());
    }

    private RingNode ringNode(RestoreRequest request, NodeView view) {
        var address = view.address().hostAddress();
        var node = request.contacts().stream()
                .filter(contact -> access.address(contact).hostAddress().equals(address))
                .findFirst()
                .orElseGet(() -> new BackupNode(address, address, view.datacenter(), view.rack()));
        return new RingNode(node, view.up(), List.copyOf(view.tokens()));
    }

    @Override
    public Session connect(ClusterName cluster, BackupNode node, String restoreId) {
        var operations = access.connect(cluster, node);
        try {
            return new LocalRestoreSession(
                    node, operations, folder(node, operations).resolve(restoreId), bounds);
        } catch (RuntimeException e) {
            operations.close();
            throw e;
        }
    }

    private static Path folder(BackupNode node, NodeOperations operations) {
        var data = named(node, operations::dataDirectories).get(0);
        if (!Files.isDirectory(data)) {
            throw new BackupImpossible(
                    "NotLocal", "the node keeps its data in " + data + ", which is not on this machine", node.name());
        }
        return data.resolveSibling(FOLDER);
    }
}
