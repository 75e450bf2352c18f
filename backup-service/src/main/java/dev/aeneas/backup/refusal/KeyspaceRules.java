package dev.aeneas.backup.refusal;

import dev.aeneas.contracts.Refusal.Violation;
import java.util.List;

/** Which keyspaces a backup may name. */
public final class KeyspaceRules {
    private KeyspaceRules() {}

    /** A violation for each keyspace that is not the user's. */
    public static List<Violation> check(List<String> keyspaces) {
        return keyspaces.stream()
                .filter(KeyspaceRules::system)
                .map(k -> new Violation("keyspaces", "must be user keyspaces; '" + k + "' is Cassandra's own"))
                .toList();
    }

    private static boolean system(String keyspace) {
        return keyspace.equals("system") || keyspace.startsWith("system_");
    }
}
