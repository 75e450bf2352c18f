package dev.aeneas.scaling.adapter;

import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.scaling.verify.LookAtNodes;
import dev.aeneas.scaling.verify.NodeSight;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A ring that is exactly as provisioning told it, since there are no nodes in a component test. */
@Mock
@ApplicationScoped
public class RingAsToldBean implements LookAtNodes {
    @Override
    public Map<String, NodeSight> look(ClusterName cluster, List<Node> nodes) {
        var ring = new FakeCluster();
        nodes.forEach(node ->
                ring.add(NodeAddress.of(node.address()), node.datacenter().value(), node.rack(), node.tokens()));
        var sights = new HashMap<String, NodeSight>();
        nodes.forEach(node -> sights.put(node.name(), NodeSight.of(ring.ringSeenBy(NodeAddress.of(node.address())))));
        return sights;
    }
}
