package dev.aeneas.scaling.verify;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Ownership;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.Evenness;
import dev.aeneas.scaling.plan.ScalePlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is not as planned, in the view of every node of the datacenter.
 *
 * <p>Each node must see each other Up/Normal, new ones with exactly their planned tokens, nobody else, racks balanced, and
 * one schema version among the living; and a client must be able to log in to each. Dead datacenters' nodes do not count.
 */
public final class RingCheck {
    private static final double UNEVENNESS_TOLERANCE = 0.01;

    private final Demand demand;
    private final Map<String, List<Long>> plannedTokens;
    private final List<Ownership> ownership;

    public RingCheck(Demand demand, ScalePlan plan) {
        this.demand = demand;
        this.ownership = plan.ownership();
        this.plannedTokens =
                plan.newNodes().stream().collect(Collectors.toUnmodifiableMap(NewNode::name, NewNode::tokens));
    }

    /** Findings for people; none: the ring is as planned. */
    public List<String> findings(List<Node> expected, Map<String, NodeSight> sights) {
        var findings = new ArrayList<String>();
        for (Node node : expected) {
            var sight = sights.getOrDefault(node.name(), NodeSight.trouble("was not looked at"));
            sight.trouble().ifPresent(trouble -> findings.add(node.name() + " " + trouble));
            sight.ring().ifPresent(ring -> findings.addAll(inViewOf(node, ring, expected)));
        }
        findings.addAll(racks(expected));
        return findings;
    }

    /** More than rounding: then nodes have other tokens than their provider thinks. */
    public List<String> unevennessFindings(Map<String, NodeSight> sights) {
        return unevenness(sights)
                .filter(measured -> Math.abs(measured - ownership.get(0).after()) > UNEVENNESS_TOLERANCE)
                .map(measured -> "ownership is %.1f %% from even, planned were %.1f %%"
                        .formatted(measured * 100, ownership.get(0).after() * 100))
                .stream()
                .toList();
    }

    /** How far the worst node is from even at the datacenter's replication factor, in the first view that was told. */
    public Optional<Double> unevenness(Map<String, NodeSight> sights) {
        if (ownership.isEmpty()) {
            return Optional.empty();
        }
        int factor = ownership.get(0).replicationFactor();
        return sights.values().stream()
                .flatMap(sight -> sight.ring().stream())
                .findFirst()
                .map(ring -> Evenness.unevenness(
                        ring.ownership(demand.datacenter().value(), factor).values()));
    }

    private List<String> inViewOf(Node viewer, RingView ring, List<Node> expected) {
        var findings = new ArrayList<String>();
        var datacenter = ring.in(demand.datacenter().value());
        for (Node node : expected) {
            datacenter
                    .node(NodeAddress.of(node.address()))
                    .ifPresentOrElse(
                            seen -> findings.addAll(asPlanned(node, seen)),
                            () -> findings.add(node.name() + " is not on the ring"));
        }
        strangers(datacenter, expected).forEach(stranger -> findings.add(stranger + " is on the ring and not planned"));
        if (!living(ring).agreesOnSchema()) {
            findings.add("the living do not agree on one schema version");
        }
        return findings.stream()
                .map(finding -> finding + " (seen by " + viewer.name() + ")")
                .toList();
    }

    private List<String> asPlanned(Node node, NodeView seen) {
        if (!seen.isUpNormal()) {
            return List.of(node.name() + " is " + (seen.up() ? "Up/" : "Down/") + seen.mode());
        }
        var planned = plannedTokens.get(node.name());
        return planned == null || seen.joinedWith(planned)
                ? List.of()
                : List.of(node.name() + " has other tokens than planned");
    }

    private static Set<NodeAddress> strangers(RingView datacenter, List<Node> expected) {
        Set<String> known = expected.stream()
                .map(node -> NodeAddress.of(node.address()).hostAddress())
                .collect(Collectors.toSet());
        return datacenter.owners().addresses().stream()
                .filter(address -> !known.contains(address.hostAddress()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private RingView living(RingView ring) {
        Set<String> dead =
                demand.deadDatacenters().stream().map(DatacenterName::value).collect(Collectors.toSet());
        return ring.where(node -> !dead.contains(node.datacenter()));
    }

    private static List<String> racks(List<Node> expected) {
        var counts = expected.stream().collect(Collectors.groupingBy(Node::rack, Collectors.counting()));
        return new HashSet<>(counts.values()).size() <= 1
                ? List.of()
                : List.of("racks are not balanced: "
                        + counts.keySet().stream().collect(Collectors.toMap(Function.identity(), counts::get)));
    }
}
