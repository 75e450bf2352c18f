package dev.aeneas.backup.restore.cql;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a keyspace is replicated.
 *
 * @param factors by datacenter; empty: not by datacenter, so that any node may hold anything
 * @param alongRing replicas where they are not by datacenter, else 0
 */
public record Replicas(Map<String, Integer> factors, int alongRing) {
    public Replicas {
        factors = Map.copyOf(factors);
    }

    public Replicas(Map<String, Integer> factors) {
        this(factors, 0);
    }

    public boolean byDatacenter() {
        return !factors.isEmpty();
    }

    public int in(String datacenter) {
        return factors.getOrDefault(datacenter, 0);
    }

    /** As the map of {@code CREATE KEYSPACE}. */
    public String cql() {
        return "{'class': 'NetworkTopologyStrategy'"
                + new TreeMap<>(factors)
                        .entrySet().stream()
                                .map(factor -> ", " + Cql.string(factor.getKey()) + ": '" + factor.getValue() + "'")
                                .collect(Collectors.joining())
                + "}";
    }

    static Replicas of(Statement keyspace) {
        var factors = new TreeMap<String, Integer>();
        var tokens = keyspace.tokens();
        boolean network = false;
        for (int i = 0; i + 2 < tokens.size() && !tokens.get(i).isSymbol("}"); i++) {
            if (tokens.get(i).kind() == Token.Kind.STRING && tokens.get(i + 1).isSymbol(":")) {
                var name = unquoted(tokens.get(i));
                var value = unquoted(tokens.get(i + 2));
                if (name.equals("class")) {
                    network = value.endsWith("NetworkTopologyStrategy");
                } else {
                    factors.put(name, factor(value));
                }
            }
        }
        return network ? new Replicas(factors) : new Replicas(Map.of(), factors.getOrDefault("replication_factor", 1));
    }

    private static String unquoted(Token token) {
        var text = token.text();
        return text.startsWith("'") ? text.substring(1, text.length() - 1) : text;
    }

    /** With transient replication {@code 3/1} means three. */
    private static int factor(String value) {
        int slash = value.indexOf('/');
        return Integer.parseInt(slash < 0 ? value : value.substring(0, slash));
    }
}
