package dev.aeneas.scaling.verify;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import java.util.List;
import java.util.Map;

/** Asks nodes how they see the ring, and whether a client can log in to them; all at once, within a bound. */
@FunctionalInterface
public interface LookAtNodes {
    /** What each node showed, by its name; never throws for what a node does. */
    Map<String, NodeSight> look(ClusterName cluster, List<Node> nodes);
}
