package dev.aeneas.cassandra.node;

/** Tells how many requests of clients the node has served as their coordinator since it started: reads and writes. */
@FunctionalInterface
public interface SeeRequests {
    long requestsServed();
}
