package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.CqlProbe;
import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.cql.Probe;
import dev.aeneas.cassandra.cql.ReachCluster;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.management.ManagementApiBounds;
import dev.aeneas.cassandra.management.ManagementApiNodes;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.platform.process.Fence;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The ways to a managed cluster: its logins, its nodes over JMX, the whole over CQL, and who of it lives. */
public final class ClusterAccess {
    private static final String USER = "aeneas";
    private static final int PASSWORD_BITS = 160;

    private final CredentialsFolder credentials;
    private final Ways ways;
    private final Fence fence;
    private final SecureRandom random = new SecureRandom();

    /**
     * How nodes are reached, one by one with a login, all together, and for a sign of life.
     *
     * @param pods null: the nodes are none
     */
    public record Ways(Function<Credentials, ReachNodes> nodes, ReachCluster clusters, Probe probe, Pods pods) {
        /** Not to pods. */
        public Ways(Function<Credentials, ReachNodes> nodes, ReachCluster clusters, Probe probe) {
            this(nodes, clusters, probe, null);
        }

        /**
         * What answers in each pod beside Cassandra, and how Cassandra does.
         *
         * @param managementPort of its management API
         * @param sidecarPort of backups; null: there is none
         * @param onlyTls whether clients are refused in the clear
         */
        public record Pods(int managementPort, Integer sidecarPort, boolean onlyTls) {}

        public static Ways overJmxAndCql(ReachCluster clusters, Duration probeBound) {
            return new Ways(
                    login -> new JmxNodes(Optional.of(login), JmxBounds.DEFAULT),
                    clusters,
                    new CqlProbe(probeBound, probeBound));
        }

        /** The management API knows no logins: who reaches it is a matter of networks and certificates. */
        public static Ways overManagementApiAndCql(Pods pods, ReachCluster clusters, Duration probeBound) {
            var nodes = new ManagementApiNodes(pods.managementPort(), ManagementApiBounds.DEFAULT);
            return new Ways(login -> nodes, clusters, new CqlProbe(probeBound, probeBound), pods);
        }

        ClusterCredentials logins(Credentials cql, Credentials jmx) {
            return pods == null
                    ? new ClusterCredentials(cql, jmx)
                    : new ClusterCredentials(cql, jmx, pods.managementPort(), pods.sidecarPort(), Optional.empty());
        }

        boolean onlyTls() {
            return pods != null && pods.onlyTls();
        }
    }

    public ClusterAccess(CredentialsFolder credentials, Ways ways) {
        this(credentials, ways, Fence.OPEN);
    }

    private ClusterAccess(CredentialsFolder credentials, Ways ways, Fence fence) {
        this.credentials = credentials;
        this.ways = ways;
        this.fence = fence;
    }

    /** The same ways, with a fence before everything that changes something. */
    ClusterAccess behind(Fence another) {
        return new ClusterAccess(credentials, ways, another);
    }

    /** Makes the logins of a new cluster, once; and writes down beside them how its nodes are operated. */
    public void makeCredentials(ClusterName cluster) {
        if (ways.onlyTls() && credentials.authority(cluster.value()).isEmpty()) {
            throw ProvisioningFailed.of(
                    "CredentialsMissing",
                    cluster.value(),
                    "its nodes will take CQL over TLS only: put " + cluster
                            + ".ca.crt, with the certificate of who signs"
                            + " theirs, into the secret of its logins first");
        }
        if (credentials.find(cluster.value()).isEmpty()) {
            if (!credentials.isWritable()) {
                throw ProvisioningFailed.of(
                        "CredentialsMissing",
                        cluster.value(),
                        "the folder of logins cannot be written: put " + cluster
                                + ".properties into its secret first, with"
                                + " cql.username, cql.password, jmx.username, jmx.password, management.port;"
                                + " and sidecar.port where nodes have sidecars for backups");
            }
            fence.check();
            credentials.put(
                    cluster.value(), ways.logins(new Credentials(USER, password()), new Credentials(USER, password())));
        }
    }

    public void forgetCredentials(ClusterName cluster) {
        fence.check();
        if (credentials.isWritable()) {
            credentials.delete(cluster.value());
        }
    }

    Credentials superuser(ClusterName cluster) {
        return logins(cluster).cql();
    }

    NodeOperations connect(ClusterName cluster, Node node) {
        var nodes = ways.nodes().apply(logins(cluster).jmx());
        return Fenced.node(nodes.connect(address(node)), fence);
    }

    /** A session as our superuser, to nodes of one datacenter. */
    ManagedCluster login(ClusterName cluster, List<Node> contacts) {
        return login(cluster, contacts, superuser(cluster));
    }

    ManagedCluster login(ClusterName cluster, List<Node> contacts, Credentials as) {
        var contact = new ClusterContact(
                contacts.stream().map(ClusterAccess::address).toList(),
                contacts.get(0).datacenter().value(),
                Optional.of(as),
                credentials.authority(cluster.value()));
        return Fenced.cluster(ways.clusters().connect(contact), fence);
    }

    /** The nodes that answer CQL now; nobody is waited for longer than one probe. */
    List<Node> living(Collection<Node> nodes) throws InterruptedException {
        var answers =
                Parallel.map(nodes, node -> ways.probe().probe(address(node)).answered());
        return nodes.stream().filter(answers::get).toList();
    }

    /** The living nodes that are on the ring. */
    List<Node> livingMembers(Collection<Node> nodes) throws InterruptedException {
        return living(nodes.stream()
                .filter(node -> node.state() != NodeState.REQUESTED && node.state() != NodeState.PREPARED)
                .toList());
    }

    boolean answers(Node node) {
        return ways.probe().probe(address(node)).answered();
    }

    /** Nodes of one datacenter out of these, the first one's. */
    static List<Node> oneDatacenter(List<Node> living) {
        if (living.isEmpty()) {
            throw ProvisioningFailed.of("NoLivingNode", "cluster", "no node of the cluster answers CQL");
        }
        var first = living.get(0).datacenter();
        return living.stream().filter(node -> node.datacenter().equals(first)).toList();
    }

    static NodeAddress address(Node node) {
        return NodeAddress.of(node.address());
    }

    private ClusterCredentials logins(ClusterName cluster) {
        return credentials
                .find(cluster.value())
                .orElseThrow(() -> ProvisioningFailed.of(
                        "CredentialsMissing", cluster.value(), "the cluster's credentials are not there any more"));
    }

    private String password() {
        return new BigInteger(PASSWORD_BITS, random).toString(36);
    }
}
