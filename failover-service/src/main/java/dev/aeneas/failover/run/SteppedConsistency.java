package dev.aeneas.failover.run;

/** Cassandra's names of the levels that clients use instead of those that need every datacenter. */
public record SteppedConsistency(String write, String read) {
    /** What one datacenter can answer alone, and what the repair inside it makes true again. */
    static final SteppedConsistency LOCAL = new SteppedConsistency("LOCAL_QUORUM", "LOCAL_QUORUM");
}
