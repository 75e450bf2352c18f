package dev.aeneas.cassandra.safety;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import java.util.Collection;
import java.util.List;

/** The rules that every change of the ring shares: the datacenter is healthy and nobody else changes it. */
final class RingIsQuiet {
    private RingIsQuiet() {}

    /** A dead node of ANOTHER datacenter is no reason to wait: the living region never waits for the dead one. */
    static void check(RingView ring, String datacenter, Collection<NodeAddress> apart, Violations violations) {
        allUpNormal(ring.in(datacenter), apart, violations);
        nobodyMoves(ring.where(node -> node.up() || node.datacenter().equals(datacenter)), apart, violations);
        oneSchema(ring, violations);
    }

    private static void allUpNormal(RingView datacenter, Collection<NodeAddress> apart, Violations violations) {
        List<NodeView> ill = datacenter
                .where(node -> !node.isUpNormal() && !apart.contains(node.address()))
                .where(node -> node.mode().owns())
                .nodes();
        violations.require(
                ill.isEmpty(),
                Rule.ALL_UP_NORMAL,
                "not Up/Normal in the datacenter: " + ill,
                "start or replace these nodes first");
    }

    private static void nobodyMoves(RingView ring, Collection<NodeAddress> apart, Violations violations) {
        List<NodeView> changing =
                ring.changing().where(node -> !apart.contains(node.address())).nodes();
        violations.require(
                changing.isEmpty(),
                Rule.NOBODY_MOVES,
                "the ring is changing already: " + changing,
                "wait until they are Normal or gone; restart unjoined a node whose join broke off");
    }

    private static void oneSchema(RingView ring, Violations violations) {
        violations.require(
                ring.agreesOnSchema(),
                Rule.ONE_SCHEMA,
                "the living nodes hold these schema versions: " + ring.schemaVersions(),
                "wait for schema agreement");
    }
}
