package dev.aeneas.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;

/** What is to become of nodes of a datacenter while their number and size stay as they are. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NodeChange.RollNodes.class, name = "RollNodes"),
    @JsonSubTypes.Type(value = NodeChange.ReplaceDeadNode.class, name = "ReplaceDeadNode"),
    @JsonSubTypes.Type(value = NodeChange.RemoveDeadNode.class, name = "RemoveDeadNode")
})
public sealed interface NodeChange {

    /**
     * Restarts one rack after the other with another configuration or another patch version of Cassandra; nodes that have
     * it already are left alone.
     *
     * @param settings of {@code cassandra.yaml} that are to differ from the provider's own, all of them; null: as they are
     * @param version of Cassandra; null: as it is
     * @param firstRack to begin with; null: in the order of the racks
     * @param before what to go back to when the change is rolled back; null: what most nodes have when it begins
     */
    record RollNodes(Map<String, String> settings, String version, String firstRack, NodeSetup before)
            implements NodeChange {
        public RollNodes {
            settings = settings == null ? null : Require.entries("settings", settings);
            if (settings == null && version == null) {
                throw new InvalidField("settings", "or version is required");
            }
        }
    }

    /** A new machine takes the place of a dead node, with its tokens; its data streams from the replicas that live. */
    record ReplaceDeadNode(String node) implements NodeChange {
        public ReplaceDeadNode {
            Require.text("node", node);
        }
    }

    /** Takes a dead node off the ring, and leaves the datacenter with one node less. */
    record RemoveDeadNode(String node) implements NodeChange {
        public RemoveDeadNode {
            Require.text("node", node);
        }
    }
}
