package dev.aeneas.provisioning.machine;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import java.util.List;

/**
 * How a node is to be started.
 *
 * @param seeds addresses of living nodes
 * @param dead addresses whose schema is not waited for
 */
public record MachineStart(ClusterName cluster, Node node, Part part, List<String> seeds, List<String> dead) {
    public MachineStart {
        seeds = List.copyOf(seeds);
        dead = List.copyOf(dead);
    }

    /** The part that a node takes in the ring when it starts. */
    public enum Part {
        /** Takes its planned tokens without streaming: there is no data for it, or rebuild will fetch it. */
        FIRST,
        /** Gossips, holds nothing, and waits to be told to join. */
        SPARE,
        /** Has joined before. */
        MEMBER
    }
}
