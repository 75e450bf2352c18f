package dev.aeneas.scaling.plan;

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How many bytes the busiest node of a step sends or receives; empty while no node told its size. */
final class DataMoves {
    private final Map<String, Double> before;
    private final Map<String, Double> after;
    private final double nodesBefore;
    private final double meanLoad;

    DataMoves(PlanRequest request, Roster roster, Evenness evenness) {
        int factor = request.datacenter().replicationFactor();
        before = evenness.partsBefore(factor);
        after = evenness.partsAfter(factor);
        nodesBefore = roster.kept().size() + (double) roster.leaving().size();
        meanLoad = request.facts().meanLoadBytes();
    }

    /** A newcomer receives all that it will hold; whoever gives ranges up sends them. */
    OptionalLong join() {
        if (meanLoad < 0 || before.isEmpty() || after.isEmpty()) {
            return OptionalLong.empty();
        }
        double copies =
                before.values().stream().mapToDouble(Double::doubleValue).sum();
        double busiest = Stream.concat(before.keySet().stream(), after.keySet().stream())
                .mapToDouble(node -> Math.abs(after.getOrDefault(node, 0.0) - before.getOrDefault(node, 0.0)))
                .max()
                .orElse(0);
        return bytes(busiest / copies * nodesBefore);
    }

    /** All that newcomers will hold together. */
    OptionalLong received() {
        double copies = after.values().stream().mapToDouble(Double::doubleValue).sum();
        double theirs = after.entrySet().stream()
                .filter(entry -> !before.containsKey(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        return meanLoad < 0 || after.isEmpty() ? OptionalLong.empty() : bytes(theirs / copies * nodesBefore);
    }

    /** Nodes that stay have more with each one that left. */
    OptionalLong leave(int alreadyGone) {
        return bytes(nodesBefore / (nodesBefore - alreadyGone));
    }

    OptionalLong cleanUp() {
        return bytes(1);
    }

    private OptionalLong bytes(double meanLoads) {
        return meanLoad < 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(meanLoad * meanLoads));
    }
}
