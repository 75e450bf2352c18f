package dev.aeneas.cassandra.node;

/** Tells how many bytes the node's tables take on its disk at this moment; gossip tells it up to a minute later. */
@Looks
@FunctionalInterface
public interface SeeLoad {
    long loadBytes();
}
