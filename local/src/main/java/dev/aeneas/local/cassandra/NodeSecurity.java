package dev.aeneas.local.cassandra;

import java.util.Optional;

/**
 * Who may use a node.
 *
 * @param authentication CQL wants a role and password; the first superuser is cassandra/cassandra, to be replaced at once
 * @param jmx empty: whoever reaches the address may manage the node
 */
public record NodeSecurity(boolean authentication, Optional<JmxCredentials> jmx) {

    public static final NodeSecurity OPEN = new NodeSecurity(false, Optional.empty());

    public static NodeSecurity withPasswords(JmxCredentials jmx) {
        return new NodeSecurity(true, Optional.of(jmx));
    }
}
