package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import java.util.List;

/**
 * Where nodes join.
 *
 * @param members living nodes of the same datacenter, which are on the ring; the first one is asked what it sees
 */
record JoinSite(ClusterTopology topology, List<Node> members, StepProgress progress) {
    Node seer() {
        return members.get(0);
    }
}
