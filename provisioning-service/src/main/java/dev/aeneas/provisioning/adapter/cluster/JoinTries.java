package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.contracts.ClusterTopology.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often each node was tried, within a bound, and why it did not work last. */
final class JoinTries {
    private final int max;
    private final Map<String, Integer> used = new TreeMap<>();
    private final Map<String, String> why = new LinkedHashMap<>();

    JoinTries(int max) {
        this.max = max;
    }

    void failed(Node node, String reason) {
        used.merge(node.name(), 1, Integer::sum);
        why.put(node.name(), reason);
    }

    /** Not again, whatever is left. */
    void givenUp(Node node, String reason) {
        used.put(node.name(), max);
        why.put(node.name(), reason);
    }

    List<Node> left(List<Node> nodes) {
        return nodes.stream()
                .filter(node -> used.getOrDefault(node.name(), 0) < max)
                .toList();
    }

    /** Why these did not work, for people. */
    String why(List<Node> nodes) {
        return nodes.stream()
                .map(node -> node.name() + " (tried " + used.getOrDefault(node.name(), 0) + " times): "
                        + why.getOrDefault(node.name(), "is not on the ring"))
                .collect(Collectors.joining("; "));
    }
}
