package dev.aeneas.cassandra.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Hands SSTables that lie on a node's own disk to the node. */
@FunctionalInterface
public interface ImportTables {
    /**
     * Returns when the node has checked the SSTables, moved them to the table and opened them; it takes rows of any token.
     *
     * @param folders each with SSTables of this table; none is below the node's data directories
     * @throws NodeRefused if there is no such table, or a folder could not be imported; others may have been
     */
    void importTables(String keyspace, String table, Set<Path> folders, Duration bound);
}
