package dev.aeneas.cassandra.ring;

import java.util.Objects;
import java.util.Set;

/** A keyspace with its replication. */
public record Keyspace(String name, Replication replication) {
    /** Cassandra's own replicated keyspaces: a datacenter can neither join nor authenticate by itself without them. */
    public static final Set<String> REPLICATED_SYSTEM = Set.of("system_auth", "system_distributed", "system_traces");

    public Keyspace {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(replication, "replication");
    }

    /** Whether this is Cassandra's own and not the user's. */
    public boolean isSystem() {
        return name.equals("system") || name.startsWith("system_");
    }

    public boolean isLocal() {
        return replication instanceof Replication.Local;
    }
}
