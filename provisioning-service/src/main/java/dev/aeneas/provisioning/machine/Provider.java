package dev.aeneas.provisioning.machine;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;

/** Who makes nodes: ordered one by one, or a whole datacenter at a time. Phases, steps and workers follow from which. */
public sealed interface Provider {
    Catalog catalog();

    /** Whether a node's machine runs at this moment, as far as its provider knows without asking around. */
    boolean runs(ClusterTopology topology, Node node);

    /** Takes orders of single nodes. */
    record OfNodes(Machines machines) implements Provider {
        @Override
        public Catalog catalog() {
            return machines.catalog();
        }

        @Override
        public boolean runs(ClusterTopology topology, Node node) {
            return machines.runs(topology.cluster(), node);
        }
    }

    /** Takes orders of whole datacenters. */
    record OfDatacenters(Datacenters datacenters) implements Provider {
        @Override
        public Catalog catalog() {
            return datacenters.catalog();
        }

        @Override
        public boolean runs(ClusterTopology topology, Node node) {
            return topology.datacenter(node.datacenter()).stream()
                    .flatMap(d -> datacenters.look(topology.cluster(), d).nodes().stream())
                    .anyMatch(seen -> seen.name().equals(node.name()));
        }
    }
}
