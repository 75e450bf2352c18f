package dev.aeneas.bench;

import dev.aeneas.cassandra.node.JoinRing;
import dev.aeneas.cassandra.node.JoinWave;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Grows the standby from three small nodes to six full ones, as a person with a script would; no control plane. */
enum Growth {
    /** Resizes one rack after the other while the new nodes start unjoined; then joins all of them at one instant. */
    BEST {
        @Override
        void steps(TwoRegions regions) throws Exception {
            var before = regions.in(TwoRegions.WEST);
            var added = regions.plan(TwoRegions.WEST, 3, TwoRegions.FULL);
            regions.add(added);
            added.forEach((node, member) -> regions.start(
                    node, regions.spec(member, NodeJoin.spare(TwoRegions.tokens(member), regions.lost()))));
            for (var node : before) {
                regions.stop(node);
                regions.start(node, resized(regions, node));
                regions.awaitCql(node);
                regions.awaitNormal(before);
            }
            for (var node : added.keySet()) {
                regions.await(
                        node,
                        operations -> operations.ring().agreesOnSchema()
                                && operations.ring().up().size() == 6);
            }
            join(regions, added);
        }
    },

    /** Resizes and then bootstraps one node after the other with Cassandra's default delays. */
    DEFAULT {
        @Override
        void steps(TwoRegions regions) {
            var before = regions.in(TwoRegions.WEST);
            for (var node : before) {
                regions.stop(node);
                regions.start(node, resized(regions, node).withSystemProperties(DEFAULTS));
                regions.awaitCql(node);
                regions.awaitNormal(before);
            }
            for (int i = 0; i < 3; i++) {
                var added = regions.plan(TwoRegions.WEST, 1, TwoRegions.FULL);
                regions.add(added);
                added.forEach((node, member) -> {
                    var join =
                            new NodeJoin(TwoRegions.tokens(member), true, true, Duration.ofSeconds(30), regions.lost());
                    regions.start(node, regions.spec(member, join).withSystemProperties(DEFAULTS));
                    regions.awaitCql(node);
                });
                regions.awaitNormal(regions.in(TwoRegions.WEST));
            }
        }
    };

    /** What Cassandra does when nobody says otherwise: waits for gossip to settle. */
    private static final Map<String, String> DEFAULTS = Map.of("cassandra.skip_wait_for_gossip_to_settle", "-1");

    private static final Duration JOIN_BOUND = Duration.ofMinutes(5);

    abstract void steps(TwoRegions regions) throws Exception;

    /** How long it took until every node of the standby saw every other one Up/Normal. */
    Duration grow(TwoRegions regions) throws Exception {
        var began = Instant.now();
        steps(regions);
        regions.awaitNormal(regions.in(TwoRegions.WEST));
        return Duration.between(began, Instant.now());
    }

    private static NodeSpec resized(TwoRegions regions, NodeAddress node) {
        var member = regions.member(node);
        return regions.spec(member, NodeJoin.spare(TwoRegions.tokens(member), regions.lost()))
                .withJoin(new NodeJoin(TwoRegions.tokens(member), true, false, Duration.ofSeconds(5), regions.lost()))
                .withResources(TwoRegions.FULL);
    }

    private static void join(TwoRegions regions, Map<NodeAddress, TwoRegions.Member> added) throws Exception {
        var connections = new LinkedHashMap<NodeAddress, NodeOperations>();
        try {
            added.keySet().forEach(node -> connections.put(node, regions.jmx.connect(node)));
            JoinWave.join(Map.<NodeAddress, JoinRing>copyOf(connections), JOIN_BOUND);
        } finally {
            connections.values().forEach(NodeOperations::close);
        }
    }
}
