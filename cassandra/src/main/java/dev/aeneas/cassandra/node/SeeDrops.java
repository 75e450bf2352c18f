package dev.aeneas.cassandra.node;

/** Tells what this node had no time for. */
@Looks
@FunctionalInterface
public interface SeeDrops {
    /** Writes from other nodes that it let fall since it started, since they had waited too long; hints or a repair bring them. */
    long droppedWrites();
}
