package dev.aeneas.scaling.plan;

import dev.aeneas.scaling.forecast.StepTimes;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What was found out before planning; what could not be found out is missing.
 *
 * @param replicationFactors of each keyspace in the datacenter, where it is above zero
 * @param nodes of the datacenter, by name
 * @param silentSpares names of prepared nodes of the datacenter that do not answer: they are started anew before they count
 * @param times how long its steps take; null: nothing is forecast
 * @param missing what could not be found out, for people
 */
public record ClusterFacts(
        Map<String, Integer> replicationFactors,
        Map<String, NodeFacts> nodes,
        Set<String> silentSpares,
        StepTimes times,
        List<String> missing) {
    public static final ClusterFacts NONE = new ClusterFacts(Map.of(), Map.of(), Set.of(), null, List.of());

    public ClusterFacts {
        replicationFactors = Map.copyOf(replicationFactors);
        nodes = Map.copyOf(nodes);
        silentSpares = silentSpares == null ? Set.of() : Set.copyOf(silentSpares);
        missing = List.copyOf(missing);
    }

    /** Mean load of the nodes that told it, in bytes; -1 when none did. */
    double meanLoadBytes() {
        return nodes.values().stream()
                .filter(NodeFacts::answers)
                .mapToLong(NodeFacts::loadBytes)
                .average()
                .orElse(-1);
    }

    /** The slowest node's limit in MiB per second; empty when streams are not limited, or nobody told. */
    OptionalInt streamLimit() {
        return nodes.values().stream()
                .mapToInt(NodeFacts::streamMebibytesPerSecond)
                .filter(limit -> limit > 0)
                .min();
    }
}
