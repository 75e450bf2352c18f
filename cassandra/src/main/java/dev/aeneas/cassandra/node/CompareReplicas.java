package dev.aeneas.cassandra.node;

import java.time.Duration;

/** Compares the replicas of what this node owns, and changes nothing: a validation-only ("preview") repair. */
@FunctionalInterface
public interface CompareReplicas {
    /** Rows that are written meanwhile may be called different though they only arrived at different moments. */
    Comparison compare(RepairRequest request, Duration bound);

    /** What was seen. */
    sealed interface Comparison {
        /** Nothing differed. */
        record InSync() implements Comparison {}

        /** Some ranges differ, in Cassandra's own words. */
        record Different(String summary) implements Comparison {}

        /** It failed, or nobody knows within the bound. */
        record Unknown(String reason) implements Comparison {}
    }
}
