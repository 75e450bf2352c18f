package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.scaling.plan.Roster.Machine;
import dev.aeneas.scaling.plan.Roster.Newcomer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How full each rack is, and which numbers are free, while newcomers are placed one after the other. */
final class Racks {
    private final Datacenter datacenter;
    private final Map<String, Long> counts;
    private final Set<Integer> taken = new HashSet<>();
    private int next = 1;

    Racks(Datacenter datacenter, Collection<Node> kept) {
        this.datacenter = datacenter;
        this.counts = counts(kept);
        datacenter.nodes().forEach(node -> taken.add(number(node.name())));
    }

    static Map<String, Long> counts(Collection<Node> nodes) {
        return nodes.stream().collect(Collectors.groupingBy(Node::rack, TreeMap::new, Collectors.counting()));
    }

    /** Of several the first in the order of zones. */
    String emptiest() {
        return datacenter.racks().stream()
                .min(Comparator.comparing(rack -> counts.getOrDefault(rack, 0L)))
                .orElseThrow();
    }

    void fill(String rack) {
        counts.merge(rack, 1L, Long::sum);
    }

    /** A machine that is not there yet, under the lowest number that nobody has. */
    Newcomer newMachine(String rack) {
        while (!taken.add(next)) {
            next++;
        }
        return new Newcomer(datacenter.datacenter() + "_" + next, rack, List.of(), Machine.TO_BE_MADE);
    }

    /** Nodes are called {@code <datacenter>_<number>}; one that is not has no number to collide with. */
    static int number(String name) {
        String digits = name.substring(name.lastIndexOf('_') + 1);
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
