package dev.aeneas.cassandra.cql;

import java.time.Duration;

/**
 * How long to wait for a managed cluster over CQL.
 *
 * @param connect per node, until the connection is ready for requests
 * @param request for one statement
 * @param schemaChange for one statement that alters keyspaces or roles, the living nodes' agreement included
 */
public record CqlBounds(Duration connect, Duration request, Duration schemaChange) {
    public static final CqlBounds DEFAULT =
            new CqlBounds(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(15));
}
