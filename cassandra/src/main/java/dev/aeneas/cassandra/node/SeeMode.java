package dev.aeneas.cassandra.node;

import dev.aeneas.cassandra.ring.NodeMode;

/** Tells what this node says it is doing. */
@Looks
@FunctionalInterface
public interface SeeMode {
    NodeMode mode();
}
