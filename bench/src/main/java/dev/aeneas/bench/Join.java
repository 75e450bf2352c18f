package dev.aeneas.bench;

import dev.aeneas.cassandra.node.JoinRing;
import dev.aeneas.cassandra.node.JoinWave;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.local.cassandra.NodeJoin;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ways in which a person with a script adds nodes to the standby. */
final class Join {
    /** What Cassandra does when nobody says otherwise: waits for gossip to settle. */
    static final Map<String, String> DEFAULTS = Map.of("cassandra.skip_wait_for_gossip_to_settle", "-1");

    private static final Duration BOUND = Duration.ofMinutes(15);
    private static final Duration DEFAULT_RING_DELAY = Duration.ofSeconds(30);

    private Join() {}

    /** Starts all of them un-joined at once; they join later. */
    static Map<NodeAddress, TwoRegions.Member> prepare(TwoRegions regions, int count) {
        var added = regions.plan(TwoRegions.WEST, count, TwoRegions.FULL);
        regions.add(added);
        added.forEach((node, member) ->
                regions.start(node, regions.spec(member, NodeJoin.spare(TwoRegions.tokens(member), regions.lost()))));
        return added;
    }

    /** Lets the prepared ones join at one instant. */
    static void together(TwoRegions regions, Map<NodeAddress, TwoRegions.Member> added) throws Exception {
        int expected = regions.in(TwoRegions.WEST).size();
        var connections = new LinkedHashMap<NodeAddress, NodeOperations>();
        try {
            for (var node : added.keySet()) {
                regions.await(
                        node,
                        operations -> operations.ring().agreesOnSchema()
                                && operations.ring().up().size() == expected);
                connections.put(node, regions.jmx.connect(node));
            }
            JoinWave.join(Map.<NodeAddress, JoinRing>copyOf(connections), BOUND);
        } finally {
            connections.values().forEach(NodeOperations::close);
        }
    }

    /** Bootstraps one after the other with Cassandra's default delays. */
    static void oneByOne(TwoRegions regions, int count) {
        for (int i = 0; i < count; i++) {
            var added = regions.plan(TwoRegions.WEST, 1, TwoRegions.FULL);
            regions.add(added);
            added.forEach((node, member) -> {
                var join = new NodeJoin(TwoRegions.tokens(member), true, true, DEFAULT_RING_DELAY, regions.lost());
                regions.start(node, regions.spec(member, join).withSystemProperties(DEFAULTS));
                regions.awaitCql(node);
            });
            regions.awaitNormal(regions.in(TwoRegions.WEST));
        }
    }
}
