package dev.aeneas.scaling.change;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.ReplicaPlacement;
import dev.aeneas.cassandra.ring.TokenOwner;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.NodeChange;
import dev.aeneas.contracts.NodeChange.RemoveDeadNode;
import dev.aeneas.contracts.NodeChange.ReplaceDeadNode;
import dev.aeneas.contracts.NodeChange.RollNodes;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.PlannedStep;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.TopologyStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The steps of a change, each after the one before, and its consequences for people.
 *
 * @param change as it is carried out: a rolling one now says what to go back to
 */
public record ChangePlan(NodeChange change, List<PlannedStep> steps, List<String> notes) {
    public ChangePlan {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /**
     * Plans a change that obeys {@link ChangeRules}.
     *
     * @param setups by node, where they are not the provider's own
     */
    public static ChangePlan of(Datacenter datacenter, NodeChange change, Map<String, NodeSetup> setups) {
        if (change instanceof RollNodes roll) {
            return roll(datacenter, roll, setups);
        }
        return change instanceof ReplaceDeadNode replace
                ? replace(datacenter, replace)
                : remove(datacenter, (RemoveDeadNode) change);
    }

    /** As {@link #of(Datacenter, NodeChange, Map)}, for a provider of that grain. */
    static ChangePlan of(Datacenter datacenter, NodeChange change, Map<String, NodeSetup> setups, Grain grain) {
        return grain == Grain.DATACENTER && change instanceof ReplaceDeadNode replace
                ? inPlace(datacenter, replace)
                : of(datacenter, change, setups);
    }

    private static ChangePlan inPlace(Datacenter datacenter, ReplaceDeadNode replace) {
        var dead = named(datacenter, replace.node());
        var step = new PlannedStep(
                "1-replace-" + dead.name(),
                new TopologyStep.ReplaceInPlace(datacenter.datacenter(), dead.name()),
                "it keeps its name and its tokens, so nobody else's data moves",
                List.of());
        return new ChangePlan(
                replace,
                List.of(step),
                List.of(
                        "%s begins anew with an empty disk and streams %s of the datacenter's data"
                                .formatted(dead.name(), share(datacenter, dead)),
                        "until it has joined, these ranges have one replica less; a second loss may cost their quorum",
                        "it is not repaired afterwards: until a repair, a read at LOCAL_QUORUM may miss a write that only the"
                                + " dead node and one other had"));
    }

    private static ChangePlan roll(Datacenter datacenter, RollNodes roll, Map<String, NodeSetup> setups) {
        var usual = usual(datacenter, setups);
        var wanted = new NodeSetup(
                roll.settings() == null ? usual.settings() : roll.settings(),
                roll.version() == null ? usual.version() : roll.version());
        var before = roll.before() == null ? usual : roll.before();
        var steps = new ArrayList<PlannedStep>();
        for (String rack : racks(datacenter, roll.firstRack())) {
            var nodes = datacenter.nodes().stream()
                    .filter(node -> node.rack().equals(rack) && joined(node))
                    .map(Node::name)
                    .toList();
            if (!nodes.isEmpty()) {
                var after = steps.isEmpty()
                        ? List.<String>of()
                        : List.of(steps.get(steps.size() - 1).stepId());
                steps.add(new PlannedStep(
                        steps.size() + 1 + "-roll-" + rack,
                        new TopologyStep.RollNodes(datacenter.datacenter(), nodes, wanted),
                        "one rack at a time leaves every keyspace its quorum; its nodes restart together",
                        after));
            }
        }
        var notes = new ArrayList<String>();
        notes.add("every node that does not run so yet is restarted once; no data moves");
        if (datacenter.nodes().stream().anyMatch(node -> node.state() == NodeState.PREPARED)) {
            notes.add("spares keep what they have");
        }
        var carriedOut = new RollNodes(wanted.settings(), wanted.version(), roll.firstRack(), before);
        return new ChangePlan(carriedOut, steps, notes);
    }

    private static ChangePlan replace(Datacenter datacenter, ReplaceDeadNode replace) {
        var dead = named(datacenter, replace.node());
        var name = freeName(datacenter, dead);
        var step = new PlannedStep(
                "1-replace-" + dead.name(),
                new TopologyStep.ReplaceNode(datacenter.datacenter(), dead.name(), name),
                "the new node takes the dead one's tokens, so nobody else's data moves",
                List.of());
        return new ChangePlan(
                replace,
                List.of(step),
                List.of(
                        "%s takes the place of %s: rack %s, %d tokens, %s of the datacenter's data"
                                .formatted(
                                        name,
                                        dead.name(),
                                        dead.rack(),
                                        dead.tokens().size(),
                                        share(datacenter, dead)),
                        "until it has joined, these ranges have one replica less; a second loss may cost their quorum",
                        "it streams from any living replica and is repaired before the change counts as done: until then a"
                                + " read at LOCAL_QUORUM may miss a write that only the dead node and one other had"));
    }

    private static ChangePlan remove(Datacenter datacenter, RemoveDeadNode remove) {
        var dead = named(datacenter, remove.node());
        var step = new PlannedStep(
                "1-remove-" + dead.name(),
                new TopologyStep.RemoveNode(datacenter.datacenter(), dead.name()),
                "the others take over its ranges from the replicas that live",
                List.of());
        return new ChangePlan(remove, List.of(step), consequences(datacenter, dead));
    }

    private static List<String> consequences(Datacenter datacenter, Node dead) {
        long nodes = datacenter.nodes().stream().filter(ChangePlan::joined).count();
        var notes = new ArrayList<String>();
        notes.add(
                "%s held %s of the datacenter's data in the ranges of %d tokens; all of them have one replica less until"
                                .formatted(
                                        dead.name(),
                                        share(datacenter, dead),
                                        dead.tokens().size())
                        + " the others have fetched them");
        notes.add(
                "a repair of " + datacenter.datacenter()
                        + " is needed afterwards: what only the dead node and one other had acknowledged is on one replica now");
        notes.add("%d nodes of %d are left: each serves and stores more".formatted(nodes - 1, nodes));
        var racks = datacenter.nodes().stream()
                .filter(node -> joined(node) && !node.equals(dead))
                .collect(Collectors.groupingBy(Node::rack, Collectors.counting()));
        if (new TreeSet<>(racks.values()).size() > 1
                || racks.size() < datacenter.racks().size()) {
            notes.add(
                    "racks are no longer equal, so that nodes of " + dead.rack() + " hold more than others: " + racks);
        }
        notes.add("to keep capacity and balance, replace it instead");
        return notes;
    }

    private static String share(Datacenter datacenter, Node dead) {
        var owners = datacenter.nodes().stream()
                .filter(ChangePlan::joined)
                .map(node -> new TokenOwner(
                        NodeAddress.of(node.address()),
                        node.datacenter().value(),
                        node.rack(),
                        new TreeSet<>(node.tokens())))
                .toList();
        double part = new ReplicaPlacement(owners)
                .ownership(datacenter.replicationFactor())
                .getOrDefault(NodeAddress.of(dead.address()), 0.0);
        return String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }

    private static NodeSetup usual(Datacenter datacenter, Map<String, NodeSetup> setups) {
        return datacenter.nodes().stream()
                .filter(ChangePlan::joined)
                .collect(Collectors.groupingBy(
                        node -> setups.getOrDefault(node.name(), NodeSetup.DEFAULT), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<NodeSetup, Long>comparingByValue()
                        .thenComparing(entry -> String.valueOf(entry.getKey())))
                .map(Map.Entry::getKey)
                .orElse(NodeSetup.DEFAULT);
    }

    private static List<String> racks(Datacenter datacenter, String first) {
        return first == null
                ? datacenter.racks()
                : Stream.concat(Stream.of(first), datacenter.racks().stream().filter(rack -> !rack.equals(first)))
                        .toList();
    }

    /** Node k is in zone ((k-1) mod zones)+1, as if it had been there from the beginning. */
    private static String freeName(Datacenter datacenter, Node dead) {
        int zones = datacenter.racks().size();
        int zone = datacenter.racks().indexOf(dead.rack());
        var taken = datacenter.nodes().stream().map(Node::name).collect(Collectors.toSet());
        return IntStream.iterate(1, number -> number + 1)
                .filter(number -> zone < 0 || (number - 1) % zones == zone)
                .mapToObj(number -> datacenter.datacenter() + "_" + number)
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
    }

    private static Node named(Datacenter datacenter, String name) {
        return datacenter.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean joined(Node node) {
        return node.state() != NodeState.REQUESTED && node.state() != NodeState.PREPARED;
    }
}
