package dev.aeneas.cassandra.safety;

/** The safety rules, by stable names for messages and reports. */
public enum Rule {
    /** The node that is to be changed is on the ring, or not yet, as the change needs it. */
    NODE_IS_KNOWN,
    /** The node that is to be replaced or removed is dead: no other node sees it up. */
    NODE_IS_DEAD,
    /** Every node of the datacenter is Up/Normal. */
    ALL_UP_NORMAL,
    /** All living nodes hold one schema version. */
    ONE_SCHEMA,
    /** No other node joins, leaves or moves. */
    NOBODY_MOVES,
    /** Every datacenter keeps as many nodes as the replication factor of every keyspace. */
    REPLICATION_FACTOR_KEPT,
    /** Racks of a datacenter differ by at most one node. */
    RACKS_BALANCED,
    /** The nodes that stay have the disk for what they take over. */
    DISK_SUFFICES,
    /** Keyspaces are replicated to the datacenter by name, so that its own nodes are sources. */
    REPLICATED_IN_DATACENTER,
    /** A prepared node sees every living node of the cluster. */
    SEES_EVERY_LIVING_NODE,
    /** Planned tokens exist, and nobody else has them. */
    TOKENS_FREE,
    /** Nodes that join together each stream from the one replica whose part they take. */
    WAVE_STAYS_CONSISTENT,
    /** What a dead node held is also held by a living one. */
    LIVING_SOURCE,
    /** Cassandra itself insists on the one replica that gives a range up, instead of quietly taking any. */
    SOURCES_STAY_STRICT,
    /** Enough replicas of every range stay up for a local quorum. */
    QUORUM_KEPT
}
