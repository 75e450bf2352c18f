package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import java.util.List;
import java.util.Map;

/** Asks nodes how busy they are; all at once, within a bound. */
@FunctionalInterface
public interface MeasureNodes {
    /** What each node told, by its name; a node that is not there is {@link NodeLoad#SILENT}. */
    Map<String, NodeLoad> measure(ClusterName cluster, List<Node> nodes);
}
