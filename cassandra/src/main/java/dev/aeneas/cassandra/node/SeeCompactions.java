package dev.aeneas.cassandra.node;

/** Tells how much compaction work waits, an estimate in tasks. */
@Looks
@FunctionalInterface
public interface SeeCompactions {
    int pendingCompactions();
}
