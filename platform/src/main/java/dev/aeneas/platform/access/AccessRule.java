package dev.aeneas.platform.access;

import java.util.Optional;

/**
 * What an endpoint needs.
 *
 * @param picks the endpoint itself leaves out what the caller may not see, so the role for any one cluster lets in
 */
public record AccessRule(String service, Endpoint endpoint, Role role, boolean picks) {

    /**
     * Whether the caller may.
     *
     * @param cluster that the request's path names; empty where it names none
     */
    public boolean allows(Caller caller, Optional<String> cluster) {
        return picks ? caller.maySomewhere(role) : caller.may(role, cluster);
    }

    /** The least grant that would be enough, e.g. {@code operator:orders}. */
    public String needed(Optional<String> cluster) {
        return cluster.map(name -> role.word() + ":" + name).orElse(role.word());
    }
}
