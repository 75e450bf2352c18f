package dev.aeneas.contracts;

import java.util.Map;

/**
 * What a node runs with beyond its size.
 *
 * @param settings of {@code cassandra.yaml}, as text, that differ from the provider's own; null: none
 * @param version of Cassandra; null: the provider's own
 */
public record NodeSetup(Map<String, String> settings, String version) {
    /** As the provider sets every node up. */
    public static final NodeSetup DEFAULT = new NodeSetup(Map.of(), null);

    public NodeSetup {
        settings = Require.entries("settings", settings);
        version = version == null ? null : Require.text("version", version);
    }
}
