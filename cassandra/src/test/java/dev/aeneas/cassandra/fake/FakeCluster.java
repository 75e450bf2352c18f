package dev.aeneas.cassandra.fake;

import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.cql.Probe;
import dev.aeneas.cassandra.cql.ProbeAnswer;
import dev.aeneas.cassandra.cql.ReachCluster;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.NodeSilent;
import dev.aeneas.cassandra.node.NodeUnreachable;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.cassandra.ring.RingView;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A cluster without Cassandra: what is done is done at once, what is dead, frozen or refused is set by the test.
 *
 * <p>Deterministic and safe for several threads. Gossip tells at once who is down, unless {@link #slowGossip()}.
 */
public final class FakeCluster implements ReachNodes, ReachCluster, Probe {
    static final Duration BOUND = Duration.ofSeconds(1);

    private final SortedMap<NodeAddress, FakeNode> nodes = new TreeMap<>();
    private final SortedMap<String, Keyspace> keyspaces = new TreeMap<>();
    private final Map<String, String> superusers = new TreeMap<>();
    private boolean authentication;
    private boolean gossipIsSlow;
    private long schemaChanges;

    public FakeCluster() {
        keyspaces.put("system", new Keyspace("system", new Replication.Local()));
        keyspaces.put("system_schema", new Keyspace("system_schema", new Replication.Local()));
        // as a new cluster has them, until somebody replicates them by datacenter
        keyspaces.put("system_auth", new Keyspace("system_auth", new Replication.Simple(1)));
        keyspaces.put("system_distributed", new Keyspace("system_distributed", new Replication.Simple(3)));
        keyspaces.put("system_traces", new Keyspace("system_traces", new Replication.Simple(2)));
        superusers.put(Credentials.CASSANDRA_DEFAULT.username(), Credentials.CASSANDRA_DEFAULT.password());
    }

    /** From now on a session needs a superuser's password; the default role exists. */
    public synchronized FakeCluster withAuthentication() {
        authentication = true;
        return this;
    }

    /** A node that is Up/Normal with these tokens. */
    public synchronized FakeNode add(NodeAddress address, String datacenter, String rack, Collection<Long> tokens) {
        FakeNode node = prepare(address, datacenter, rack, tokens);
        node.mode = NodeMode.NORMAL;
        return node;
    }

    /** A node that runs unjoined and will take these tokens. */
    public synchronized FakeNode prepare(
            NodeAddress address, String datacenter, String rack, Collection<Long> plannedTokens) {
        if (nodes.containsKey(address)) {
            throw new IllegalArgumentException("node " + address + " exists");
        }
        FakeNode node = new FakeNode(this, address, datacenter, rack, new TreeSet<>(plannedTokens));
        nodes.values().stream().filter(other -> !other.runs()).forEach(dead -> node.neverSawLiving.add(dead.address));
        nodes.put(address, node);
        return node;
    }

    public synchronized FakeNode node(NodeAddress address) {
        FakeNode node = nodes.get(address);
        if (node == null) {
            throw new IllegalArgumentException("no node " + address);
        }
        return node;
    }

    public synchronized List<FakeNode> nodes() {
        return List.copyOf(nodes.values());
    }

    public synchronized List<FakeNode> nodesIn(String datacenter) {
        return nodes.values().stream()
                .filter(node -> node.datacenter.equals(datacenter))
                .toList();
    }

    /** The host is gone: nothing listens, and once gossip has noticed the node counts as down or is forgotten. */
    public synchronized void remove(NodeAddress address) {
        nodes.remove(address);
    }

    public synchronized void create(Keyspace keyspace) {
        keyspaces.put(keyspace.name(), keyspace);
        changeSchema();
    }

    /** Every running node takes the new version, except those that {@link FakeNode#lagBehindSchema() lag}. */
    public synchronized void changeSchema() {
        schemaChanges++;
        nodes.values().stream().filter(FakeNode::followsSchema).forEach(node -> node.schemaVersion = schemaVersion());
    }

    /** Living nodes notice deaths and returns only when {@link #gossip()} is called. */
    public synchronized void slowGossip() {
        gossipIsSlow = true;
    }

    /** Every living node learns who is up and who is down. */
    public synchronized void gossip() {
        nodes.values().forEach(node -> node.seenUp = node.runs());
    }

    synchronized void lifeChanged() {
        if (!gossipIsSlow) {
            gossip();
        }
    }

    /** The ring as this node sees it. */
    public synchronized RingView ringSeenBy(NodeAddress address) {
        List<NodeView> views = new ArrayList<>();
        for (FakeNode node : nodes.values()) {
            if (node.mode != NodeMode.LEFT) {
                views.add(node.view(nodes.get(address).seesUp(node)));
            }
        }
        return new RingView(address, views);
    }

    @Override
    public synchronized NodeOperations connect(NodeAddress address) {
        FakeNode node = nodes.get(address);
        if (node == null) {
            throw new NodeUnreachable(address, new ConnectException("nobody is there"));
        }
        node.requireAnswer("connect");
        return new FakeNodeOperations(this, node);
    }

    @Override
    public synchronized ProbeAnswer probe(NodeAddress address) {
        FakeNode node = nodes.get(address);
        if (node == null) {
            return new ProbeAnswer.Refused("nobody is there");
        }
        return switch (node.life) {
            case DEAD -> new ProbeAnswer.Refused("connection refused");
            case FROZEN, CUT_OFF -> new ProbeAnswer.Silent(BOUND);
            case RUNNING ->
                node.mode.owns() && node.mode != NodeMode.DRAINED
                        ? new ProbeAnswer.Answered(Duration.ofMillis(1))
                        : new ProbeAnswer.Refused("no clients are served");
        };
    }

    @Override
    public synchronized ManagedCluster connect(ClusterContact contact) {
        boolean anyAnswers =
                contact.contactPoints().stream().anyMatch(node -> probe(node).answered());
        if (!anyAnswers) {
            throw new ClusterException.Unreachable("none of " + contact.contactPoints() + " answers", null);
        }
        Optional<String> user = contact.credentials().map(Credentials::username);
        if (authentication && !contact.credentials().map(this::knows).orElse(false)) {
            throw new ClusterException.AccessDenied("role " + user.orElse("none") + " is refused", null);
        }
        return new FakeManagedCluster(this, user.orElse("anonymous"));
    }

    private boolean knows(Credentials credentials) {
        return credentials.password().equals(superusers.get(credentials.username()));
    }

    synchronized List<Keyspace> keyspaces() {
        return List.copyOf(keyspaces.values());
    }

    synchronized void setSuperuser(Credentials superuser) {
        superusers.put(superuser.username(), superuser.password());
    }

    synchronized void removeSuperuser(String username) {
        superusers.remove(username);
    }

    UUID schemaVersion() {
        return new UUID(0, schemaChanges);
    }

    static NodeSilent silent(NodeAddress address, String asked) {
        return new NodeSilent(address, asked, BOUND);
    }
}
