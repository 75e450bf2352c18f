package dev.aeneas.scaling.spare;

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
import java.util.Collections;
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
        var kept = clusters.topology(work.cluster()).stream()
                .flatMap(topology -> topology.datacenters().stream()
                        .filter(SpareWatch::keepsSpares)
                        .map(datacenter -> kept(topology, datacenter)))
                .toList();
        // after the nodes, which take their time: a run that began meanwhile is seen
        return new SparesSeen(clusters.openRun(work.cluster()).orElse(null), kept);
    }

    private Kept kept(ClusterTopology topology, Datacenter datacenter) {
        var told = nodes.survey(topology.cluster(), datacenter.nodes());
        var answering = datacenter.nodes().stream()
                .filter(SpareLooker::isSpare)
                .filter(node -> told(told, node).answers())
                .count();
        // that a spare is down is what is looked for
        var owners = topology.nodes().stream()
                .filter(node -> !isSpare(node))
                .map(Node::address)
                .toList();
        boolean quiet = datacenter.nodes().stream()
                .filter(node -> !isSpare(node))
                .allMatch(node -> node.state() == NodeState.NORMAL && isWell(told(told, node), owners));
        return new Kept(datacenter.datacenter(), datacenter.spareCount(), Math.toIntExact(answering), quiet);
    }

    private static boolean isSpare(Node node) {
        return node.state() == NodeState.PREPARED;
    }

    private static boolean isWell(NodeFacts facts, List<String> owners) {
        return facts.answers() && Collections.disjoint(facts.down(), owners);
    }

    private static NodeFacts told(Map<String, NodeFacts> told, Node node) {
        return told.getOrDefault(node.name(), NodeFacts.SILENT);
    }
}
