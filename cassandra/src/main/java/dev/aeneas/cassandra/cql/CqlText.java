package dev.aeneas.cassandra.cql;

import dev.aeneas.cassandra.ring.Replication;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Between values and CQL text: statements that alter the schema or roles take no bound values. */
final class CqlText {
    private static final String CLASS = "class";
    private static final String FACTOR = "replication_factor";

    private CqlText() {}

    static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String string(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String alterReplication(String keyspace, Replication.NetworkTopology replication) {
        String factors = replication.factors().entrySet().stream()
                .map(factor -> ", " + string(factor.getKey()) + ": " + factor.getValue())
                .collect(Collectors.joining());
        return "ALTER KEYSPACE " + name(keyspace) + " WITH replication = {'class': 'NetworkTopologyStrategy'" + factors
                + "}";
    }

    /** From the map of {@code system_schema.keyspaces}. */
    static Replication replication(Map<String, String> options) {
        String strategy = options.getOrDefault(CLASS, "");
        return switch (strategy.substring(strategy.lastIndexOf('.') + 1)) {
            case "NetworkTopologyStrategy" -> networkTopology(options);
            case "SimpleStrategy" -> new Replication.Simple(factor(options.getOrDefault(FACTOR, "1")));
            case "LocalStrategy" -> new Replication.Local();
            default -> new Replication.Custom(strategy);
        };
    }

    private static Replication networkTopology(Map<String, String> options) {
        SortedMap<String, Integer> factors = new TreeMap<>();
        options.forEach((datacenter, factor) -> {
            if (!datacenter.equals(CLASS)) {
                factors.put(datacenter, factor(factor));
            }
        });
        return new Replication.NetworkTopology(factors);
    }

    /** With transient replication {@code 3/1} means three replicas, one of them transient. */
    private static int factor(String text) {
        int slash = text.indexOf('/');
        return Integer.parseInt(slash < 0 ? text : text.substring(0, slash));
    }
}
