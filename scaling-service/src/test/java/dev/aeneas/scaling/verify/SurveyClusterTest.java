package dev.aeneas.scaling.verify;

import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.keeping;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.prepared;
import static dev.aeneas.scaling.Machines.quiet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.scaling.plan.ClusterFacts;
import dev.aeneas.scaling.plan.NodeFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurveyClusterTest {
    private static final NodeFacts WELL = new NodeFacts(true, 1_000, 24, 0, List.of());
    private static final NodeFacts SPARE = new NodeFacts(true, 10, 24, 0, List.of());

    private final ClusterTopology topology = keeping(2, prepared(orders(3, SMALL), SMALL, 4, 5));

    private ClusterFacts survey(SurveyNodes nodes) {
        return new SurveyCluster(nodes, (machines, datacenter) -> List.of(), (cluster, datacenter) -> null)
                .survey(quiet("r", 6, null), topology, false);
    }

    private static Map<String, NodeFacts> told(List<Node> nodes) {
        var told = new HashMap<String, NodeFacts>();
        nodes.forEach(node -> told.put(node.name(), WELL));
        told.put("west_4", NodeFacts.SILENT);
        told.put("west_5", SPARE);
        return told;
    }

    @Test
    void namesTheSparesThatDoNotAnswer() {
        assertThat(survey((cluster, nodes) -> told(nodes)).silentSpares()).containsExactly("west_4");
    }

    @Test
    void takesNoSpareForANodeThatHoldsData() {
        var facts = survey((cluster, nodes) -> told(nodes));

        assertThat(facts.nodes()).containsOnlyKeys("west_1", "west_2", "west_3");
    }

    @Test
    void callsNoSpareSilentWhenNobodyCouldBeAsked() {
        var facts = survey((cluster, nodes) -> {
            throw new IllegalStateException("no login");
        });

        assertThat(facts.silentSpares()).isEmpty();
        assertThat(facts.missing()).containsExactly("the nodes' sizes (no login)");
    }
}
