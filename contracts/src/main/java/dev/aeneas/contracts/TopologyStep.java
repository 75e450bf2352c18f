package dev.aeneas.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** One idempotent thing to do to a datacenter's machines; whoever does it looks at reality first. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TopologyStep.ResizeNodes.class, name = "ResizeNodes"),
    @JsonSubTypes.Type(value = TopologyStep.PrepareNodes.class, name = "PrepareNodes"),
    @JsonSubTypes.Type(value = TopologyStep.JoinNodes.class, name = "JoinNodes"),
    @JsonSubTypes.Type(value = TopologyStep.DecommissionNode.class, name = "DecommissionNode"),
    @JsonSubTypes.Type(value = TopologyStep.RollNodes.class, name = "RollNodes"),
    @JsonSubTypes.Type(value = TopologyStep.ReplaceNode.class, name = "ReplaceNode"),
    @JsonSubTypes.Type(value = TopologyStep.RemoveNode.class, name = "RemoveNode"),
    @JsonSubTypes.Type(value = TopologyStep.CleanUpNodes.class, name = "CleanUpNodes"),
    @JsonSubTypes.Type(value = TopologyStep.ThrottleNodes.class, name = "ThrottleNodes"),
    @JsonSubTypes.Type(value = TopologyStep.KeepSpares.class, name = "KeepSpares"),
    @JsonSubTypes.Type(value = TopologyStep.GrowDatacenter.class, name = "GrowDatacenter"),
    @JsonSubTypes.Type(value = TopologyStep.ShrinkDatacenter.class, name = "ShrinkDatacenter"),
    @JsonSubTypes.Type(value = TopologyStep.ResizeDatacenter.class, name = "ResizeDatacenter"),
    @JsonSubTypes.Type(value = TopologyStep.ReplaceInPlace.class, name = "ReplaceInPlace")
})
public sealed interface TopologyStep {
    DatacenterName datacenter();

    /** Gives nodes of one rack another size, with a restart where the size needs one; moves no data. */
    record ResizeNodes(DatacenterName datacenter, List<String> nodes, Sku sku) implements TopologyStep {
        public ResizeNodes {
            Require.present("datacenter", datacenter);
            nodes = Require.notEmpty("nodes", nodes);
            Require.present("sku", sku);
        }
    }

    /** Creates and starts machines that gossip but have not joined; they hold no data. */
    record PrepareNodes(DatacenterName datacenter, List<NewNode> nodes) implements TopologyStep {
        public PrepareNodes {
            Require.present("datacenter", datacenter);
            nodes = Require.notEmpty("nodes", nodes);
        }
    }

    /** Joins prepared nodes to the ring, all at the same instant, under strict range movement. */
    record JoinNodes(DatacenterName datacenter, List<String> nodes) implements TopologyStep {
        public JoinNodes {
            Require.present("datacenter", datacenter);
            nodes = Require.notEmpty("nodes", nodes);
        }
    }

    /** Streams a node's data to the others and takes it out of the ring; never by force. */
    record DecommissionNode(DatacenterName datacenter, String node) implements TopologyStep {
        public DecommissionNode {
            Require.present("datacenter", datacenter);
            Require.text("node", node);
        }
    }

    /** Restarts nodes of one rack together with another setup, where they have it not yet; moves no data. */
    record RollNodes(DatacenterName datacenter, List<String> nodes, NodeSetup setup) implements TopologyStep {
        public RollNodes {
            Require.present("datacenter", datacenter);
            nodes = Require.notEmpty("nodes", nodes);
            Require.present("setup", setup);
        }
    }

    /**
     * A new machine takes the tokens of a dead node and streams its data from the replicas that live; then its ranges are
     * repaired within the datacenter. The dead one is never waited for.
     *
     * @param newNode name of the new machine; its rack, size and tokens are the dead one's
     */
    record ReplaceNode(DatacenterName datacenter, String node, String newNode) implements TopologyStep {
        public ReplaceNode {
            Require.present("datacenter", datacenter);
            Require.text("node", node);
            Require.text("newNode", newNode);
        }
    }

    /** Takes a dead node off the ring; the others fetch what they own now from the replicas that live. */
    record RemoveNode(DatacenterName datacenter, String node) implements TopologyStep {
        public RemoveNode {
            Require.present("datacenter", datacenter);
            Require.text("node", node);
        }
    }

    /** Drops data that nodes no longer own after others joined. */
    record CleanUpNodes(DatacenterName datacenter, List<String> nodes) implements TopologyStep {
        public CleanUpNodes {
            Require.present("datacenter", datacenter);
            nodes = Require.notEmpty("nodes", nodes);
        }
    }

    /** Lifts the streaming and compaction throttles for an emergency, or puts the configured ones back. */
    record ThrottleNodes(DatacenterName datacenter, boolean lifted) implements TopologyStep {
        public ThrottleNodes {
            Require.present("datacenter", datacenter);
        }
    }

    /** Says how many prepared nodes the datacenter keeps from now on; makes and removes none. */
    record KeepSpares(DatacenterName datacenter, int spareCount) implements TopologyStep {
        public KeepSpares {
            Require.present("datacenter", datacenter);
            Require.notNegative("spareCount", spareCount);
        }
    }

    /** Orders a whole datacenter to have more nodes; its provider starts and joins them, one after the other. */
    record GrowDatacenter(DatacenterName datacenter, int nodeCount) implements TopologyStep {
        public GrowDatacenter {
            Require.present("datacenter", datacenter);
            Require.between("nodeCount", 1, Integer.MAX_VALUE, nodeCount);
        }
    }

    /** Orders a whole datacenter to have fewer nodes, after a check that its provider does not make. */
    record ShrinkDatacenter(DatacenterName datacenter, int nodeCount) implements TopologyStep {
        public ShrinkDatacenter {
            Require.present("datacenter", datacenter);
            Require.between("nodeCount", 1, Integer.MAX_VALUE, nodeCount);
        }
    }

    /** Orders another size for every node of a datacenter; its provider restarts them rack by rack. Moves no data. */
    record ResizeDatacenter(DatacenterName datacenter, Sku sku) implements TopologyStep {
        public ResizeDatacenter {
            Require.present("datacenter", datacenter);
            Require.present("sku", sku);
        }
    }

    /** The provider gives a dead node an empty disk, and lets it stream what it held; it keeps its name and its tokens. */
    record ReplaceInPlace(DatacenterName datacenter, String node) implements TopologyStep {
        public ReplaceInPlace {
            Require.present("datacenter", datacenter);
            Require.text("node", node);
        }
    }

    /** A machine to be made: {@code tokens} are planned for all new nodes at once. */
    record NewNode(String name, String rack, Sku sku, List<Long> tokens) {
        public NewNode {
            Require.text("name", name);
            Require.identifier("rack", rack);
            Require.present("sku", sku);
            tokens = Require.notEmpty("tokens", tokens);
        }
    }
}
