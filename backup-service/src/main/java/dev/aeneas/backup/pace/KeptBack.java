package dev.aeneas.backup.pace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;

/**
 * What a copy did to keep out of its clients' way.
 *
 * @param waitedForCompactions before it began; of several nodes, the longest
 * @param compactionsLeft that waited still when the bound was reached and the copy went on; of several nodes, the most; null: not too many
 * @param slowdowns how often it was slowed down because something suffered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeptBack(Duration waitedForCompactions, Integer compactionsLeft, int slowdowns) {

    /** Of two nodes; either may be null where nothing is known. */
    public static KeptBack both(KeptBack one, KeptBack other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        var longest = one.waitedForCompactions.compareTo(other.waitedForCompactions) > 0 ? one : other;
        return new KeptBack(
                longest.waitedForCompactions,
                most(one.compactionsLeft, other.compactionsLeft),
                one.slowdowns + other.slowdowns);
    }

    private static Integer most(Integer one, Integer other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }
}
