package dev.aeneas.provisioning.machine;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.NodeSetup;
import java.util.List;

/**
 * How a node is to be started.
 *
 * @param seeds addresses of living nodes
 * @param dead addresses whose schema is not waited for
 * @param setup its settings and its version of Cassandra
 * @param replaced address of the dead node whose tokens it takes; null unless its part is that
 */
public record MachineStart(
        ClusterName cluster,
        Node node,
        Part part,
        List<String> seeds,
        List<String> dead,
        NodeSetup setup,
        String replaced) {
    public MachineStart {
        seeds = List.copyOf(seeds);
        dead = List.copyOf(dead);
    }

    public MachineStart(ClusterName cluster, Node node, Part part, List<String> seeds, List<String> dead) {
        this(cluster, node, part, seeds, dead, NodeSetup.DEFAULT, null);
    }

    /** In the place of a dead node. */
    public static MachineStart inPlaceOf(
            Node deadNode, ClusterName cluster, Node node, List<String> seeds, List<String> dead) {
        return new MachineStart(cluster, node, Part.REPLACEMENT, seeds, dead, NodeSetup.DEFAULT, deadNode.address());
    }

    MachineStart with(NodeSetup changed) {
        return new MachineStart(cluster, node, part, seeds, dead, changed, replaced);
    }

    /** The part that a node takes in the ring when it starts. */
    public enum Part {
        /** Takes its planned tokens without streaming: there is no data for it, or rebuild will fetch it. */
        FIRST,
        /** Gossips, holds nothing, and waits to be told to join. */
        SPARE,
        /** Streams what a dead node held, and takes its tokens. */
        REPLACEMENT,
        /** Has joined before. */
        MEMBER
    }
}
