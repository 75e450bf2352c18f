package dev.aeneas.cassandra.token;

import dev.aeneas.cassandra.ring.NodeAddress;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The tokens of each new node, and what every node of the datacenter will hold once all have joined.
 *
 * @param tokens for {@code initial_token} of each new node
 * @param ownership predicted part of all data per node of the datacenter, new ones included: 1.0 is all of it
 */
public record TokenPlan(
        String datacenter, SortedMap<NodeAddress, SortedSet<Long>> tokens, SortedMap<NodeAddress, Double> ownership) {

    public TokenPlan {
        tokens = Collections.unmodifiableSortedMap(new TreeMap<>(tokens));
        ownership = Collections.unmodifiableSortedMap(new TreeMap<>(ownership));
    }

    /** The part each node would hold if all held the same. */
    public double evenOwnership() {
        return ownership.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    /** How far the worst node is from even: 0.1 means that one holds 10 % more or less than the even part. */
    public double imbalance() {
        double even = evenOwnership();
        return ownership.values().stream()
                .mapToDouble(part -> Math.abs(part / even - 1))
                .max()
                .orElse(0);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%s: %d new of %d nodes, at most %.1f %% from even%n"
                .formatted(datacenter, tokens.size(), ownership.size(), imbalance() * 100));
        for (Map.Entry<NodeAddress, Double> node : ownership.entrySet()) {
            text.append("  %-15s %5.1f %%%s%n"
                    .formatted(node.getKey(), node.getValue() * 100, tokens.containsKey(node.getKey()) ? "  new" : ""));
        }
        return text.toString();
    }
}
