package dev.aeneas.scaling.adapter;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.scaling.plan.NodeFacts;
import dev.aeneas.scaling.verify.SurveyNodes;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/** Every node is well and holds 64 MiB, since there are no nodes in a component test; unless it was silenced. */
@Mock
@ApplicationScoped
public class SurveyAsToldBean implements SurveyNodes {
    private final Set<String> silent = new ConcurrentSkipListSet<>();

    /** From now on nobody answers at this address. */
    void silence(String address) {
        silent.add(address);
    }

    @Override
    public Map<String, NodeFacts> survey(ClusterName cluster, List<Node> nodes) {
        return nodes.stream().collect(Collectors.toMap(Node::name, this::facts));
    }

    private NodeFacts facts(Node node) {
        return silent.contains(node.address()) ? NodeFacts.SILENT : new NodeFacts(true, 64 << 20, 24, 0, List.of());
    }
}
