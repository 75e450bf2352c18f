package dev.aeneas.scaling.verify;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.DatacenterName;
import java.util.List;

/** Reads every keyspace with its replication through one datacenter's nodes. */
@FunctionalInterface
public interface ReadKeyspaces {
    List<Keyspace> keyspaces(ClusterTopology topology, DatacenterName datacenter);
}
