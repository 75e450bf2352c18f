package dev.aeneas.backup.refusal;

import dev.aeneas.contracts.Refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which stores a message may name. */
public final class StoreRules {
    /** What no name means, see {@code BackupStores}. */
    private static final String DEFAULT = "default";

    private StoreRules() {}

    /**
     * Violations of a store and of another one that gets a copy.
     *
     * @param copyTo null: none
     */
    public static List<Violation> check(String store, String copyTo, Set<String> configured) {
        var violations = new ArrayList<>(check(store, configured));
        if (copyTo != null && !configured.contains(copyTo)) {
            violations.add(violation("copyTo", copyTo, configured));
        }
        if (copyTo != null && copyTo.equals(store == null ? DEFAULT : store)) {
            violations.add(new Violation("copyTo", "must be another store than '" + copyTo + "', where the backup is"));
        }
        return violations;
    }

    /**
     * A violation when nobody configured the store.
     *
     * @param store null: {@code default}
     */
    public static List<Violation> check(String store, Set<String> configured) {
        return store == null || configured.contains(store) ? List.of() : List.of(violation("store", store, configured));
    }

    private static Violation violation(String field, String store, Set<String> configured) {
        return new Violation(field, "must be one of " + new TreeSet<>(configured) + "; was '" + store + "'");
    }
}
