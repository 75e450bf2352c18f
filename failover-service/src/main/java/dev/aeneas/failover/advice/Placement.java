package dev.aeneas.failover.advice;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import java.util.List;

/** How many replicas of every row each datacenter keeps, and how NetworkTopologyStrategy spreads them over racks. */
record Placement(List<Replicas> datacenters) {

    /** A datacenter's part. */
    record Replicas(DatacenterName datacenter, String region, int factor, int racks) {
        int quorum() {
            return factor / 2 + 1;
        }

        /** Of one row, at most: replicas go to as many racks as there are before a rack gets a second one. */
        int inOneRack() {
            return (factor + racks - 1) / racks;
        }
    }

    static Placement of(Keyspace keyspace, ClusterTopology topology) {
        return new Placement(topology.datacenters().stream()
                .map(d -> replicas(keyspace, d))
                .filter(replicas -> replicas.factor() > 0)
                .toList());
    }

    private static Replicas replicas(Keyspace keyspace, Datacenter datacenter) {
        int factor = keyspace.replication().factorIn(datacenter.datacenter().value());
        return new Replicas(
                datacenter.datacenter(),
                datacenter.region(),
                factor,
                datacenter.racks().size());
    }

    Replicas in(DatacenterName name) {
        return datacenters.stream()
                .filter(d -> d.datacenter().equals(name))
                .findFirst()
                .orElseGet(() -> new Replicas(name, "none", 0, 1));
    }

    int total() {
        return datacenters.stream().mapToInt(Replicas::factor).sum();
    }

    int quorum() {
        return total() / 2 + 1;
    }

    /** Replicas of a row that are left when so many of this datacenter's are away. */
    Placement without(DatacenterName name, int lost) {
        return new Placement(datacenters.stream()
                .map(d -> d.datacenter().equals(name)
                        ? new Replicas(d.datacenter(), d.region(), Math.max(0, d.factor() - lost), d.racks())
                        : d)
                .toList());
    }

    Placement withoutRegion(String region) {
        return new Placement(datacenters.stream()
                .map(d -> d.region().equals(region) ? new Replicas(d.datacenter(), d.region(), 0, d.racks()) : d)
                .toList());
    }
}
