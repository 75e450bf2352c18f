package dev.aeneas.cassandra.safety;

import dev.aeneas.cassandra.join.SafeWaves;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether prepared nodes may join a datacenter together with strict consistency: each then streams from the one replica
 * that gives a range up, so that source must live and be in the same datacenter.
 *
 * <p>A user keyspace that is not replicated to the datacenter at all is fine: the new nodes will own nothing of it.
 */
public final class JoinSafety {

    /** Every violated rule; join only if there is none. The ring is that of a living node of the same datacenter. */
    public List<Violation> check(Collection<PreparedNode> newNodes, RingView ring, Collection<Keyspace> keyspaces) {
        Violations violations = new Violations();
        Set<NodeAddress> joining = newNodes.stream().map(PreparedNode::address).collect(Collectors.toSet());
        Set<String> datacenters =
                newNodes.stream().map(PreparedNode::datacenter).collect(Collectors.toCollection(TreeSet::new));
        for (String datacenter : datacenters) {
            RingIsQuiet.check(ring, datacenter, joining, violations);
            keyspaces.forEach(keyspace -> replicatedIn(datacenter, keyspace, violations));
            if (tokensAreDistinct(newNodes, ring)) {
                waveStaysConsistent(datacenter, newNodes, ring, keyspaces, violations);
            }
            SourcesStayStrict.check(datacenter, ring, keyspaces, violations);
        }
        noDeadNodeMoves(ring.where(node -> !datacenters.contains(node.datacenter())), violations);
        newNodes.forEach(node -> {
            isUnjoined(node, violations);
            hasTheSchema(node, ring, violations);
            seesTheLiving(node, ring, violations);
            SourcesStayStrict.knowsEveryOwner(node, ring, violations);
        });
        tokensAreFree(newNodes, ring, violations);
        return violations.list();
    }

    private static void replicatedIn(String datacenter, Keyspace keyspace, Violations violations) {
        boolean holds = keyspace.isLocal()
                || (keyspace.replication() instanceof Replication.NetworkTopology byName
                        && (byName.factorIn(datacenter) > 0 || !Keyspace.REPLICATED_SYSTEM.contains(keyspace.name())));
        violations.require(
                holds,
                Rule.REPLICATED_IN_DATACENTER,
                "keyspace %s is not replicated to %s by NetworkTopologyStrategy: %s"
                        .formatted(keyspace.name(), datacenter, keyspace.replication()),
                "alter the keyspace and repair or rebuild it in the datacenter");
    }

    private static void noDeadNodeMoves(RingView elsewhere, Violations violations) {
        // no rule of ours, but Cassandra counts it, and would refuse the join until the node is forgotten
        List<NodeView> dead = elsewhere.down().changing().nodes();
        violations.require(
                dead.isEmpty(),
                Rule.NOBODY_MOVES,
                "died while the ring was changing because of them: " + dead,
                "remove these nodes from the ring, or wait until gossip has forgotten those that only were joining");
    }

    private static void waveStaysConsistent(
            String datacenter,
            Collection<PreparedNode> newNodes,
            RingView ring,
            Collection<Keyspace> keyspaces,
            Violations violations) {
        var owners = ring.in(datacenter).owners().nodes().stream()
                .map(TokenOwner::of)
                .toList();
        var wave = newNodes.stream()
                .filter(node -> node.datacenter().equals(datacenter))
                .flatMap(node -> node.owner().stream())
                .toList();
        for (Keyspace keyspace : keyspaces) {
            int factor = keyspace.replication().factorIn(datacenter);
            violations.require(
                    SafeWaves.isSafe(owners, wave, factor),
                    Rule.WAVE_STAYS_CONSISTENT,
                    "%d nodes would join together, but keyspace %s has %d replicas in %d racks of %s"
                            .formatted(
                                    wave.size(),
                                    keyspace.name(),
                                    factor,
                                    ring.in(datacenter).owners().racks().size(),
                                    datacenter),
                    "let the nodes join one after the other");
        }
    }

    private static void isUnjoined(PreparedNode node, Violations violations) {
        violations.require(
                node.mode() == NodeMode.UNJOINED,
                Rule.NODE_IS_KNOWN,
                "node %s is %s, not unjoined".formatted(node.address(), node.mode()),
                node.mode().owns() ? "leave it out: it is on the ring" : "restart it unjoined");
    }

    private static void hasTheSchema(PreparedNode node, RingView ring, Violations violations) {
        // a node that joins before it has the schema takes no data and says that it succeeded
        var own = node.ownView().node(node.address()).flatMap(NodeView::schemaVersion);
        violations.require(
                own.isPresent() && ring.schemaVersions().containsKey(own.get()),
                Rule.ONE_SCHEMA,
                "node %s holds schema %s, the cluster %s"
                        .formatted(
                                node.address(),
                                own.map(Object::toString).orElse("none"),
                                ring.schemaVersions().keySet()),
                "wait until it has the cluster's schema");
    }

    private static void seesTheLiving(PreparedNode node, RingView ring, Violations violations) {
        Set<NodeAddress> unseen = new TreeSet<>(ring.up().addresses());
        unseen.removeAll(node.ownView().up().addresses());
        violations.require(
                unseen.isEmpty(),
                Rule.SEES_EVERY_LIVING_NODE,
                "node %s does not see these living nodes: %s".formatted(node.address(), unseen),
                "wait for gossip; if it stays so, look at the network between them");
    }

    private static boolean tokensAreDistinct(Collection<PreparedNode> newNodes, RingView ring) {
        var tokens = newNodes.stream().flatMap(node -> node.tokens().stream()).toList();
        return tokens.stream().distinct().count() == tokens.size()
                && tokens.stream().noneMatch(token -> ring.owners().tokens().containsKey(token));
    }

    private static void tokensAreFree(Collection<PreparedNode> newNodes, RingView ring, Violations violations) {
        Map<Long, NodeAddress> owners = new HashMap<>(ring.tokens());
        for (PreparedNode node : newNodes) {
            violations.require(
                    !node.tokens().isEmpty(),
                    Rule.TOKENS_FREE,
                    "node " + node.address() + " has no planned tokens",
                    "plan tokens for all nodes of the wave together");
            for (Long token : node.tokens()) {
                NodeAddress owner = owners.putIfAbsent(token, node.address());
                violations.require(
                        owner == null || owner.equals(node.address()),
                        Rule.TOKENS_FREE,
                        "token %d of node %s belongs to %s".formatted(token, node.address(), owner),
                        "plan again on the ring as it is now");
            }
        }
    }
}
