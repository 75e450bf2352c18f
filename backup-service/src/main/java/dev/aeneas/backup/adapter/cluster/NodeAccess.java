package dev.aeneas.backup.adapter.cluster;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.management.NodeWays;
import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
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

    Optional<Credentials> cql(ClusterName cluster) {
        return logins(cluster).map(ClusterCredentials::cql);
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

    /** Translates what goes wrong with a node so that its name is known. */
    public static <T> T named(BackupNode node, Supplier<T> call) {
        try {
            return call.get();
        } catch (NodeException e) {
            throw new NodesUnavailable(List.of(node.name()), node.name() + ": " + e.getMessage(), e);
        }
    }

    private Optional<ClusterCredentials> logins(ClusterName cluster) {
        return secrets.flatMap(folder -> folder.find(cluster.value()));
    }
}
