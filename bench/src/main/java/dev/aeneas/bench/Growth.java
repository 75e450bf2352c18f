package dev.aeneas.bench;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeSpec;
import java.time.Duration;
import java.time.Instant;

/** Grows the standby from three small nodes to six full ones, as a person with a script would; no control plane. */
enum Growth {
    /** Resizes one rack after the other while the new nodes start unjoined; then joins all of them at one instant. */
    BEST {
        @Override
        void steps(TwoRegions regions) throws Exception {
            var before = regions.in(TwoRegions.WEST);
            var added = Join.prepare(regions, 3);
            for (var node : before) {
                regions.stop(node);
                regions.start(node, resized(regions, node));
                regions.awaitCql(node);
                regions.awaitNormal(before);
            }
            Join.together(regions, added);
        }
    },

    /** Resizes and then bootstraps one node after the other with Cassandra's default delays. */
    DEFAULT {
        @Override
        void steps(TwoRegions regions) {
            var before = regions.in(TwoRegions.WEST);
            for (var node : before) {
                regions.stop(node);
                regions.start(node, resized(regions, node).withSystemProperties(Join.DEFAULTS));
                regions.awaitCql(node);
                regions.awaitNormal(before);
            }
            Join.oneByOne(regions, 3);
        }
    };

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
}
