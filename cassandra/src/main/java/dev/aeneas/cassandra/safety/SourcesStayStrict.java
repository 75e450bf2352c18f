package dev.aeneas.cassandra.safety;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.cassandra.ring.RingView;
import java.util.Collection;
import java.util.List;

/**
 * Whether Cassandra will be strict about sources at all. It is only where a range has as many replicas as all datacenters
 * of its keyspace together promise, dead ones included, in the eyes of the node that joins; otherwise it quietly takes any
 * (RangeStreamer, isStrictConsistencyApplicable).
 */
final class SourcesStayStrict {
    private SourcesStayStrict() {}

    static void check(String datacenter, RingView ring, Collection<Keyspace> keyspaces, Violations violations) {
        for (Keyspace keyspace : keyspaces) {
            int here = keyspace.replication().factorIn(datacenter);
            boolean anySourceWillDo = here == 0 || ring.in(datacenter).owners().size() < here;
            if (!anySourceWillDo && keyspace.replication() instanceof Replication.NetworkTopology everywhere) {
                everywhere
                        .factors()
                        .forEach((other, factor) -> violations.require(
                                ring.in(other).owners().size() >= factor,
                                Rule.SOURCES_STAY_STRICT,
                                "keyspace %s wants %d replicas in %s, which has %d nodes on the ring"
                                        .formatted(
                                                keyspace.name(),
                                                factor,
                                                other,
                                                ring.in(other).owners().size()),
                                "alter the keyspace to the nodes that there are"));
            }
        }
    }

    static void knowsEveryOwner(PreparedNode node, RingView ring, Violations violations) {
        List<NodeView> unknown = ring.owners()
                .where(owner -> node.ownView()
                        .node(owner.address())
                        .filter(own -> own.tokens().equals(owner.tokens()))
                        .isEmpty())
                .nodes();
        violations.require(
                unknown.isEmpty()
                        || !node.ownView()
                                .up()
                                .addresses()
                                .containsAll(ring.up().addresses()),
                Rule.SOURCES_STAY_STRICT,
                "node %s does not know the tokens of %s".formatted(node.address(), unknown),
                "wait for gossip, or restart the node with seeds that live");
    }
}
