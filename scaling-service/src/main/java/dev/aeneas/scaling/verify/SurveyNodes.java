package dev.aeneas.scaling.verify;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.scaling.plan.NodeFacts;
import java.util.List;
import java.util.Map;

/** Asks nodes how much they hold, how fast they may stream, and whether they repair; all at once, within a bound. */
@FunctionalInterface
public interface SurveyNodes {
    /** What each node told, by its name; never throws for what a node does. */
    Map<String, NodeFacts> survey(ClusterName cluster, List<Node> nodes);
}
