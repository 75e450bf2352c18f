package dev.aeneas.contracts;

import java.util.List;
import java.util.Optional;

/**
 * Every machine of a cluster, as its provider knows them.
 *
 * @param revision grows with each change; of two snapshots the one with the higher revision is the newer
 */
public record ClusterTopology(ClusterName cluster, long revision, List<Datacenter> datacenters) {
    public ClusterTopology {
        Require.present("cluster", cluster);
        Require.notNegative("revision", revision);
        datacenters = Require.list("datacenters", datacenters);
    }

    public Optional<Datacenter> datacenter(DatacenterName name) {
        return datacenters.stream().filter(d -> d.datacenter().equals(name)).findFirst();
    }

    /** Every node of every datacenter. */
    public List<Node> nodes() {
        return datacenters.stream().flatMap(d -> d.nodes().stream()).toList();
    }

    /**
     * A datacenter and its nodes.
     *
     * @param racks one per zone, in zone order
     * @param spareCount nodes to keep prepared and not joined; null reads as none
     */
    public record Datacenter(
            DatacenterName datacenter,
            String region,
            Sku sku,
            List<String> racks,
            int replicationFactor,
            ProvisioningState provisioningState,
            boolean deallocated,
            List<Node> nodes,
            Integer spareCount) {
        public Datacenter {
            Require.present("datacenter", datacenter);
            Require.identifier("region", region);
            Require.present("sku", sku);
            racks = Require.notEmpty("racks", racks);
            Require.between("replicationFactor", 1, Integer.MAX_VALUE, replicationFactor);
            Require.present("provisioningState", provisioningState);
            nodes = Require.list("nodes", nodes);
            spareCount = spareCount == null ? 0 : spareCount;
        }

        /** Without spares. */
        public Datacenter(
                DatacenterName datacenter,
                String region,
                Sku sku,
                List<String> racks,
                int replicationFactor,
                ProvisioningState provisioningState,
                boolean deallocated,
                List<Node> nodes) {
            this(datacenter, region, sku, racks, replicationFactor, provisioningState, deallocated, nodes, 0);
        }
    }

    /**
     * One machine.
     *
     * @param name unique in the cluster
     * @param address IP address that CQL (9042), JMX (7199) and the other nodes reach it at
     * @param tokens planned before it joins, what it owns afterwards; empty before they are planned
     */
    public record Node(
            String name,
            String address,
            DatacenterName datacenter,
            String rack,
            Sku sku,
            NodeState state,
            List<Long> tokens) {
        public Node {
            Require.text("name", name);
            Require.text("address", address);
            Require.present("datacenter", datacenter);
            Require.identifier("rack", rack);
            Require.present("sku", sku);
            Require.present("state", state);
            tokens = Require.list("tokens", tokens);
        }
    }

    /** {@code PREPARED}: runs and gossips, holds no data, answers no client. The others as `nodetool status` says them. */
    public enum NodeState {
        REQUESTED,
        PREPARED,
        JOINING,
        NORMAL,
        LEAVING,
        MOVING,
        STOPPED
    }
}
