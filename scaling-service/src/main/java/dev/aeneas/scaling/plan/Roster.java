package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who stays, who comes and who goes, so that racks are balanced after every single change.
 *
 * @param kept own data now and afterwards
 * @param added in the order of their numbers; some may be there already, left unjoined by an earlier run
 * @param leaving in the order in which they go: highest numbers first
 */
record Roster(List<Node> kept, List<Newcomer> added, List<Node> leaving) {

    /**
     * A node that will join.
     *
     * @param tokens planned by an earlier run; empty when they are still to be planned
     */
    record Newcomer(String name, String rack, List<Long> tokens) {}

    static Roster of(Datacenter datacenter, int nodeCount) {
        List<Node> leaving = leaving(datacenter, nodeCount);
        List<Node> staying = new ArrayList<>(datacenter.nodes());
        staying.removeAll(leaving);
        List<Node> kept = staying.stream().filter(Roster::owns).toList();
        return new Roster(kept, added(datacenter, staying, nodeCount), leaving);
    }

    /** Nodes that own data: those that a run left behind unjoined do not count. */
    static int counted(Datacenter datacenter) {
        return Math.toIntExact(datacenter.nodes().stream().filter(Roster::owns).count());
    }

    static boolean owns(Node node) {
        return node.state() != NodeState.REQUESTED
                && node.state() != NodeState.PREPARED
                && node.state() != NodeState.JOINING;
    }

    private static List<Node> leaving(Datacenter datacenter, int nodeCount) {
        List<Node> rest = new ArrayList<>(datacenter.nodes());
        List<Node> leaving = new ArrayList<>();
        while (rest.size() > nodeCount) {
            long fullest = rest.stream()
                    .mapToLong(node -> inRack(rest, node.rack()))
                    .max()
                    .orElseThrow();
            Node next = rest.stream()
                    .filter(node -> inRack(rest, node.rack()) == fullest)
                    .max(Comparator.comparing(Roster::goesFirst).thenComparing(node -> number(node.name())))
                    .orElseThrow();
            rest.remove(next);
            leaving.add(next);
        }
        return leaving;
    }

    /** Whoever is on the way out, then whoever never came in. */
    private static int goesFirst(Node node) {
        if (node.state() == NodeState.LEAVING) {
            return 2;
        }
        return owns(node) ? 0 : 1;
    }

    private static List<Newcomer> added(Datacenter datacenter, List<Node> staying, int nodeCount) {
        List<Newcomer> added = new ArrayList<>();
        staying.stream()
                .filter(node -> !owns(node))
                .map(node -> new Newcomer(node.name(), node.rack(), node.tokens()))
                .forEach(added::add);
        List<String> racks = new ArrayList<>(staying.stream().map(Node::rack).toList());
        Set<Integer> taken = new HashSet<>();
        staying.forEach(node -> taken.add(number(node.name())));
        for (int number = 1; racks.size() < nodeCount; number++) {
            if (taken.add(number)) {
                String rack = emptiest(datacenter.racks(), racks);
                racks.add(rack);
                added.add(new Newcomer(datacenter.datacenter() + "_" + number, rack, List.of()));
            }
        }
        return added.stream()
                .sorted(Comparator.comparing(newcomer -> number(newcomer.name())))
                .toList();
    }

    private static String emptiest(List<String> racks, List<String> used) {
        return racks.stream()
                .min(Comparator.comparing(
                        rack -> used.stream().filter(rack::equals).count()))
                .orElseThrow();
    }

    private static long inRack(List<Node> nodes, String rack) {
        return nodes.stream().filter(node -> node.rack().equals(rack)).count();
    }

    /** Nodes are called {@code <datacenter>_<number>}; one that is not has no number to collide with. */
    private static int number(String name) {
        String digits = name.substring(name.lastIndexOf('_') + 1);
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
