package dev.aeneas.cassandra.cql;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.Replication;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Between values and what CQL speaks: statements that alter the schema or roles take no bound values. */
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

    static StreamRecord stream(Row row) {
        List<String> peers = row.getList("peers", String.class);
        return new StreamRecord(
                row.getUuid("id"),
                row.getString("operation"),
                peers == null ? Set.of() : peers.stream().map(CqlText::host).collect(Collectors.toSet()),
                outcome(row.getString("status")),
                row.getLong("bytes_received"),
                row.getLong("bytes_sent"));
    }

    private static StreamRecord.Outcome outcome(String status) {
        return switch (status == null ? "" : status) {
            case "success" -> StreamRecord.Outcome.SUCCEEDED;
            case "failure" -> StreamRecord.Outcome.FAILED;
            default -> StreamRecord.Outcome.RUNNING;
        };
    }

    /** From {@code name/address:port}, where the name may be missing. */
    private static InetAddress host(String endpoint) {
        String address = endpoint.substring(endpoint.indexOf('/') + 1, endpoint.lastIndexOf(':'));
        return NodeAddress.of(address).host();
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
