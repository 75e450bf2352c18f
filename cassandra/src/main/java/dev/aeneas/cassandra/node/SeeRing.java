package dev.aeneas.cassandra.node;

import dev.aeneas.cassandra.ring.RingView;

/** Tells how this node sees the cluster at this moment, by its own gossip. */
@Looks
@FunctionalInterface
public interface SeeRing {
    RingView ring();
}
