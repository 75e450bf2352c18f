package dev.aeneas.driver;

import static java.util.stream.Collectors.groupingBy;

import com.datastax.oss.driver.api.core.loadbalancing.LoadBalancingPolicy.DistanceReporter;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.metadata.Node;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * To which nodes connections are kept: all of where clients belong, and a few of every other datacenter.
 *
 * @param warmNodes per other datacenter
 */
record Distances(DistanceReporter reporter, int warmNodes) {

    void report(Collection<Node> nodes, String local) {
        var byDatacenter = nodes.stream().collect(groupingBy(n -> Objects.requireNonNullElse(n.getDatacenter(), "")));
        byDatacenter.forEach((datacenter, there) -> {
            if (datacenter.equals(local)) {
                there.forEach(node -> reporter.setDistance(node, NodeDistance.LOCAL));
            } else {
                reportOthers(there);
            }
        });
    }

    /** In one order, so that a node that comes and goes does not move the connections of the rest. */
    private void reportOthers(List<Node> there) {
        var ordered =
                there.stream().sorted(Comparator.comparing(Node::getHostId)).toList();
        for (int i = 0; i < ordered.size(); i++) {
            reporter.setDistance(ordered.get(i), i < warmNodes ? NodeDistance.REMOTE : NodeDistance.IGNORED);
        }
    }
}
