package dev.aeneas.scaling.adapter;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.scaling.autoscale.MeasureNodes;
import dev.aeneas.scaling.autoscale.NodeLoad;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every node keeps half of its cores busy, since there are no nodes in a component test. */
@Mock
@ApplicationScoped
public class MeasureAsToldBean implements MeasureNodes {
    @Override
    public Map<String, NodeLoad> measure(ClusterName cluster, List<Node> nodes) {
        return nodes.stream()
                .collect(Collectors.toMap(Node::name, node -> new NodeLoad(true, 0.5, 64 << 20, 0, 0, List.of())));
    }
}
