package dev.aeneas.backup.refusal;

import dev.aeneas.contracts.Refusal.Violation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which stores a message may name. */
public final class StoreRules {
    private StoreRules() {}

    /**
     * A violation when nobody configured the store.
     *
     * @param store null: {@code default}
     */
    public static List<Violation> check(String store, Set<String> configured) {
        return store == null || configured.contains(store)
                ? List.of()
                : List.of(new Violation(
                        "store", "must be one of " + new TreeSet<>(configured) + "; was '" + store + "'"));
    }
}
