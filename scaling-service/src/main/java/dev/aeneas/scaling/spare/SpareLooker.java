package dev.aeneas.scaling.spare;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Worker;
import dev.aeneas.scaling.look.SeeCluster;
import dev.aeneas.scaling.plan.NodeFacts;
import dev.aeneas.scaling.spare.SparesSeen.Kept;
import dev.aeneas.scaling.verify.SurveyNodes;
import java.util.List;
import java.util.Map;

/** Looks at the spares of a cluster; only looks, so doing it again does no harm. */
public final class SpareLooker implements Worker<LookAtSpares> {
    private final SeeCluster clusters;
    private final SurveyNodes nodes;

    public SpareLooker(SeeCluster clusters, SurveyNodes nodes) {
        this.clusters = clusters;
        this.nodes = nodes;
    }

    @Override
    public SparesSeen perform(ProcessId process, LookAtSpares work) {
        var kept = clusters.topology(work.cluster()).map(ClusterTopology::datacenters).orElse(List.of()).stream()
                .filter(SpareWatch::keepsSpares)
                .map(datacenter -> kept(work.cluster(), datacenter))
                .toList();
        // after the nodes, which take their time: a run that began meanwhile is seen
        return new SparesSeen(clusters.openRun(work.cluster()).orElse(null), kept);
    }

    private Kept kept(ClusterName cluster, Datacenter datacenter) {
        var asked = datacenter.nodes();
        var told = nodes.survey(cluster, asked);
        var answering = asked.stream()
                .filter(node -> node.state() == NodeState.PREPARED)
                .filter(node -> told(told, node).answers())
                .count();
        boolean quiet = asked.stream()
                .filter(node -> node.state() != NodeState.PREPARED)
                .allMatch(node -> node.state() == NodeState.NORMAL && isWell(told, node));
        return new Kept(datacenter.datacenter(), datacenter.spareCount(), Math.toIntExact(answering), quiet);
    }

    private static boolean isWell(Map<String, NodeFacts> told, Node node) {
        var facts = told(told, node);
        return facts.answers() && facts.down().isEmpty();
    }

    private static NodeFacts told(Map<String, NodeFacts> told, Node node) {
        return told.getOrDefault(node.name(), NodeFacts.SILENT);
    }
}
