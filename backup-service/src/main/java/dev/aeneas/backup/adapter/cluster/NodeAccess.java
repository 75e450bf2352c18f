package dev.aeneas.backup.adapter.cluster;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.management.NodeWays;
import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The way to a managed cluster's nodes, with the credentials that the cluster has at that moment. */
public final class NodeAccess {
    private final Optional<CredentialsFolder> secrets;
    private final Function<BackupNode, NodeAddress> addresses;
    private final JmxBounds bounds;

    /** One for each login: it remembers which nodes do not answer. */
    private final Map<Optional<ClusterCredentials>, ReachNodes> ways = new ConcurrentHashMap<>();

    /**
     * Makes the way.
     *
     * @param secrets empty: no cluster has credentials
     * @param addresses the ports of a node, which are the same everywhere but in tests
     */
    public NodeAccess(
            Optional<CredentialsFolder> secrets, Function<BackupNode, NodeAddress> addresses, JmxBounds bounds) {
        this.secrets = secrets;
        this.addresses = addresses;
        this.bounds = bounds;
    }

    public NodeAddress address(BackupNode node) {
        return addresses.apply(node);
    }

    /** Empty: a cluster without authentication. */
    Optional<ClusterCredentials> logins(ClusterName cluster) {
        return secrets.flatMap(folder -> folder.find(cluster.value()));
    }

    /** Whether its nodes are pods, whose disks no other machine has. */
    public boolean isPods(ClusterName cluster) {
        return logins(cluster).map(ClusterCredentials::managementPort).isPresent();
    }

    /** Of what shows the files of the cluster's pods; empty: nothing does. */
    public Optional<Integer> sidecarPort(ClusterName cluster) {
        return logins(cluster).map(ClusterCredentials::sidecarPort);
    }

    /** Connects within a bound, over JMX or the management API; close it after use. */
    public NodeOperations connect(ClusterName cluster, BackupNode node) {
        var nodes = ways.computeIfAbsent(logins(cluster), found -> NodeWays.of(found, bounds));
        return named(node, () -> nodes.connect(address(node)));
    }

    /**
     * The ring as the first of these nodes that answers sees it.
     *
     * @throws NodesUnavailable when none does
     */
    RingView ring(ClusterName cluster, List<BackupNode> contacts) {
        NodesUnavailable last = null;
        for (var contact : contacts) {
            try (var node = connect(cluster, contact)) {
                return named(contact, node::ring);
            } catch (NodesUnavailable e) {
                last = e;
            }
        }
        throw new NodesUnavailable(
                contacts.stream().map(BackupNode::name).toList(), "no node of the cluster answers", last);
    }

    /** A node of the ring; one that is none of these is called by its address. */
    RingNode ringNode(List<BackupNode> contacts, NodeView view) {
        var address = view.address().hostAddress();
        var node = contacts.stream()
                .filter(contact -> address(contact).hostAddress().equals(address))
                .findFirst()
                .orElseGet(() -> new BackupNode(address, address, view.datacenter(), view.rack()));
        return new RingNode(node, view.up(), List.copyOf(view.tokens()));
    }

    /** Translates what goes wrong with a node so that its name is known. */
    public static <T> T named(BackupNode node, Supplier<T> call) {
        try {
            return call.get();
        } catch (NodeException e) {
            throw new NodesUnavailable(List.of(node.name()), node.name() + ": " + e.getMessage(), e);
        }
    }
}
