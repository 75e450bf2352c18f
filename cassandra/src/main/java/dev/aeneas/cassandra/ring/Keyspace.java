package dev.aeneas.cassandra.ring;

import java.util.Objects;
import java.util.Set;

/** A keyspace with its replication. */
public record Keyspace(String name, Replication replication) {
    /** Cassandra's own replicated keyspaces: a datacenter can neither join nor authenticate by itself without them. */
    public static final Set<String> REPLICATED_SYSTEM = Set.of("system_auth", "system_distributed", "system_traces");

    /** Where the observers of Aeneas write and read a row, to see whether clients could. */
    public static final String CANARY = "aeneas_canary";

    public Keyspace {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(replication, "replication");
    }

    /** Whether this is Cassandra's own, or that of Aeneas, and not the user's. */
    public boolean isSystem() {
        return name.equals("system") || name.startsWith("system_") || name.equals(CANARY);
    }

    public boolean isLocal() {
        return replication instanceof Replication.Local;
    }
}
