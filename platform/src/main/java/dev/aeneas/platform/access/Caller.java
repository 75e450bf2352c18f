package dev.aeneas.platform.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Somebody whose token was believed. */
public record Caller(String name, List<Grant> grants) {
    public Caller {
        grants = List.copyOf(grants);
    }

    /** A caller with the roles that a token carries; those of other systems count for nothing. */
    public static Caller of(String name, Collection<String> roles) {
        return new Caller(
                name, roles.stream().flatMap(role -> Grant.parse(role).stream()).toList());
    }

    /**
     * Whether one of the grants is enough.
     *
     * @param cluster empty: what is asked for concerns every cluster
     */
    public boolean may(Role needed, Optional<String> cluster) {
        return grants.stream().anyMatch(grant -> grant.covers(needed, cluster));
    }

    /** Whether the role is held for at least one cluster. */
    public boolean maySomewhere(Role needed) {
        return grants.stream().anyMatch(grant -> grant.role().compareTo(needed) >= 0);
    }
}
