package dev.aeneas.cassandra.node;

/** Tells how long the node, as their coordinator, let clients wait for single-partition reads and for writes. */
@Looks
@FunctionalInterface
public interface SeeRequestTimes {
    /** Since the node started: subtract an earlier look to see what was between. */
    RequestTimes requestTimes();
}
