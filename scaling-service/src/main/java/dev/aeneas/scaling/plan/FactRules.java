package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.Refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What the cluster itself must obey, as far as it was asked.
 *
 * <p>In an emergency nodes that are silent or under repair hold nobody up: the steps look at reality, and wait for what
 * they need.
 */
final class FactRules {
    private FactRules() {}

    static List<Violation> check(PlanRequest request) {
        var violations = new ArrayList<Violation>();
        new TreeMap<>(request.facts().replicationFactors()).forEach((keyspace, factor) -> {
            if (request.nodeCount() < factor) {
                violations.add(new Violation(
                        "nodeCount",
                        "must not fall below the replication factor " + factor + " of keyspace " + keyspace));
            }
        });
        if (!request.demand().emergency()) {
            violations.addAll(down(request));
            violations.addAll(repairs(request));
        }
        return violations;
    }

    private static List<Violation> down(PlanRequest request) {
        return owners(request).stream()
                .filter(node -> !isUp(request, node))
                .map(node -> new Violation(
                        "node " + node.name(), "must be Up/Normal; it is down: start, replace or remove it first"))
                .toList();
    }

    private static boolean isUp(PlanRequest request, Node node) {
        var nodes = request.facts().nodes();
        var own = nodes.get(node.name());
        boolean seenDown =
                nodes.values().stream().anyMatch(other -> other.down().contains(node.address()));
        return own == null || (own.answers() && !seenDown);
    }

    private static List<Violation> repairs(PlanRequest request) {
        List<String> repairing = owners(request).stream()
                .map(Node::name)
                .filter(name -> request.facts()
                                .nodes()
                                .getOrDefault(name, NodeFacts.SILENT)
                                .repairs()
                        > 0)
                .toList();
        return repairing.isEmpty()
                ? List.of()
                : List.of(new Violation(
                        "datacenter", "must not be repaired meanwhile: " + repairing + " repair; wait for its end"));
    }

    private static List<Node> owners(PlanRequest request) {
        return request.datacenter().nodes().stream().filter(Roster::owns).toList();
    }
}
