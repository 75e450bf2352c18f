package dev.aeneas.cassandra.node;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Tells which writes this node keeps for others that it could not reach. */
@Looks
@FunctionalInterface
public interface SeeHints {
    /** When the oldest hint of each node, by host id, was written; a node without hints is missing. */
    Map<UUID, Instant> oldestHints();
}
