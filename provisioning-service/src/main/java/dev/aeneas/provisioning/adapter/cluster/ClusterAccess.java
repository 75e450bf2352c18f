package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.CqlProbe;
import dev.aeneas.cassandra.cql.Credentials;
import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.cql.Probe;
import dev.aeneas.cassandra.cql.ReachCluster;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.ClusterCredentials.Login;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The ways to a managed cluster: its logins, its nodes over JMX, the whole over CQL, and who of it lives. */
public final class ClusterAccess {
    private static final String USER = "aeneas";
    private static final int PASSWORD_BITS = 160;

    private final CredentialsFolder credentials;
    private final ReachCluster clusters;
    private final Probe probe;
    private final SecureRandom random = new SecureRandom();

    public ClusterAccess(CredentialsFolder credentials, ReachCluster clusters, Duration probeBound) {
        this.credentials = credentials;
        this.clusters = clusters;
        this.probe = new CqlProbe(probeBound, probeBound);
    }

    /** Makes the logins of a new cluster, once. */
    public void makeCredentials(ClusterName cluster) {
        if (credentials.find(cluster.value()).isEmpty()) {
            credentials.put(
                    cluster.value(), new ClusterCredentials(new Login(USER, password()), new Login(USER, password())));
        }
    }

    public void forgetCredentials(ClusterName cluster) {
        credentials.delete(cluster.value());
    }

    Credentials superuser(ClusterName cluster) {
        var login = logins(cluster).cql();
        return new Credentials(login.username(), login.password());
    }

    NodeOperations connect(ClusterName cluster, Node node) {
        var login = logins(cluster).jmx();
        var jmx = new JmxNodes(Optional.of(new Credentials(login.username(), login.password())), JmxBounds.DEFAULT);
        return jmx.connect(address(node));
    }

    /** A session as our superuser, to nodes of one datacenter. */
    ManagedCluster login(ClusterName cluster, List<Node> contacts) {
        return login(contacts, superuser(cluster));
    }

    ManagedCluster login(List<Node> contacts, Credentials as) {
        return clusters.connect(new ClusterContact(
                contacts.stream().map(ClusterAccess::address).toList(),
                contacts.get(0).datacenter().value(),
                Optional.of(as)));
    }

    /** The nodes that answer CQL now; nobody is waited for longer than one probe. */
    List<Node> living(Collection<Node> nodes) throws InterruptedException {
        var answers = Parallel.map(nodes, node -> probe.probe(address(node)).answered());
        return nodes.stream().filter(answers::get).toList();
    }

    /** The living nodes that are on the ring. */
    List<Node> livingMembers(Collection<Node> nodes) throws InterruptedException {
        return living(nodes.stream()
                .filter(node -> node.state() != NodeState.REQUESTED && node.state() != NodeState.PREPARED)
                .toList());
    }

    boolean answers(Node node) {
        return probe.probe(address(node)).answered();
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
