package dev.aeneas.failover.advice;

import dev.aeneas.contracts.DatacenterName;

/** A consistency level as Cassandra counts it; serial levels follow QUORUM and LOCAL_QUORUM. */
public enum Level {
    LOCAL_ONE,
    LOCAL_QUORUM,
    QUORUM,
    EACH_QUORUM,
    ALL;

    /** Cassandra refuses to read at EACH_QUORUM. */
    boolean isForReads() {
        return this != EACH_QUORUM;
    }

    /** Whether a client of this datacenter gets an answer while only these replicas are left. */
    boolean isServed(Placement whole, Placement left, DatacenterName local) {
        return switch (this) {
            case LOCAL_ONE -> left.in(local).factor() >= 1;
            case LOCAL_QUORUM -> isQuorumLeft(whole, left, local);
            case QUORUM -> left.total() >= whole.quorum();
            case EACH_QUORUM -> whole.datacenters().stream().allMatch(d -> isQuorumLeft(whole, left, d.datacenter()));
            case ALL -> left.total() == whole.total();
        };
    }

    private static boolean isQuorumLeft(Placement whole, Placement left, DatacenterName datacenter) {
        int needed = whole.in(datacenter).quorum();
        return whole.in(datacenter).factor() > 0 && left.in(datacenter).factor() >= needed;
    }

    /** Replicas of an acknowledged write that are certainly in the other datacenter at that moment. */
    int certainlyIn(Placement whole, DatacenterName other) {
        var there = whole.in(other);
        return switch (this) {
            case LOCAL_ONE, LOCAL_QUORUM -> 0;
            case QUORUM -> Math.max(0, whole.quorum() - (whole.total() - there.factor()));
            case EACH_QUORUM -> there.factor() == 0 ? 0 : there.quorum();
            case ALL -> there.factor();
        };
    }
}
