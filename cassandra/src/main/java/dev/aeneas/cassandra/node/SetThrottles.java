package dev.aeneas.cassandra.node;

/** Reads and sets, until the node's next restart, how fast it may stream and compact. */
public interface SetThrottles {
    @Looks
    Throttles throttles();

    void throttle(Throttles wanted);
}
