package dev.aeneas.cassandra.node;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What to repair from one node.
 *
 * @param datacenters whose replicas take part; must name the node's own. Empty means all, which needs all alive
 */
public record RepairRequest(String keyspace, SortedSet<String> datacenters, Ranges ranges) {
    /** Which of the node's ranges. */
    public enum Ranges {
        /** Each range once, if every node of the named datacenter is asked. */
        PRIMARY,
        /** All that the node holds a replica of. */
        ALL_OWNED
    }

    public RepairRequest {
        Objects.requireNonNull(keyspace, "keyspace");
        Objects.requireNonNull(ranges, "ranges");
        datacenters = Collections.unmodifiableSortedSet(new TreeSet<>(datacenters));
    }

    /** Only among the replicas of one datacenter: what can be done while the other one is dead. */
    public static RepairRequest within(String datacenter, String keyspace) {
        return new RepairRequest(keyspace, new TreeSet<>(Set.of(datacenter)), Ranges.PRIMARY);
    }
}
