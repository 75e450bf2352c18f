package dev.aeneas.backup.run;

import java.util.List;
import java.util.Set;

/**
 * Who may log in to a cluster, and what they may do there; without Cassandra's first superuser and the one that Aeneas uses.
 *
 * <p>Passwords are as the cluster keeps them: salted and hashed, and yet nothing for everybody's eyes.
 */
public record Roles(List<Role> roles, List<Permission> permissions) {
    public static final Roles NONE = new Roles(List.of(), List.of());

    /**
     * One of them.
     *
     * @param saltedHash null: without a password
     * @param memberOf roles that were granted to it
     */
    public record Role(String name, boolean superuser, boolean login, String saltedHash, Set<String> memberOf) {}

    /**
     * What a role may do.
     *
     * @param resource as Cassandra writes it, e.g. {@code data/shop/items}
     * @param permissions e.g. {@code SELECT}
     */
    public record Permission(String role, String resource, Set<String> permissions) {}
}
