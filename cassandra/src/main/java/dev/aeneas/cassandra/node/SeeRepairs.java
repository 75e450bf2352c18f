package dev.aeneas.cassandra.node;

/** Tells how many repairs the node takes part in at this moment, whoever began them. */
@Looks
@FunctionalInterface
public interface SeeRepairs {
    int runningRepairs();
}
