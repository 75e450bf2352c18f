package dev.aeneas.platform.access;

import java.util.Optional;

/**
 * A role as a token carries it: {@code operator} for every cluster, {@code operator:orders} for one.
 *
 * @param cluster empty: every cluster, and what concerns none
 */
public record Grant(Role role, Optional<String> cluster) {

    /** Empty where the text is none of our roles: tokens carry those of other systems too. */
    public static Optional<Grant> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Role.of(text).map(role -> new Grant(role, Optional.empty()));
        }
        var cluster = text.substring(colon + 1);
        return cluster.isBlank()
                ? Optional.empty()
                : Role.of(text.substring(0, colon)).map(role -> new Grant(role, Optional.of(cluster)));
    }

    /**
     * Whether this is enough.
     *
     * @param wanted empty: what is asked for concerns every cluster
     */
    boolean covers(Role needed, Optional<String> wanted) {
        return role.compareTo(needed) >= 0 && (cluster.isEmpty() || cluster.equals(wanted));
    }
}
