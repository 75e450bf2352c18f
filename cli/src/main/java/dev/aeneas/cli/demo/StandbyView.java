package dev.aeneas.cli.demo;

import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.demo.DemoReport.NodeState;
import java.util.List;

/** What a surviving node's own gossip says of every node, in place of what provisioning says. */
final class StandbyView {
    private StandbyView() {}

    /** The nodes with their states replaced: {@code Up/NORMAL}, {@code Down/NORMAL}. */
    static List<NodeState> replace(List<NodeState> nodes, ReachNodes reach) {
        List<String> standby = nodes.stream()
                .filter(node -> node.datacenter().equals(DemoCluster.STANDBY))
                .map(NodeState::address)
                .toList();
        RingView ring = ring(standby, reach);
        return nodes.stream().map(node -> seen(node, ring)).toList();
    }

    private static NodeState seen(NodeState node, RingView ring) {
        String state =
                ring.node(NodeAddress.of(node.address())).map(StandbyView::text).orElse("not on the ring");
        return new NodeState(node.name(), node.datacenter(), node.address(), node.sku(), state);
    }

    private static String text(NodeView view) {
        return (view.up() ? "Up" : "Down") + "/" + view.mode();
    }

    private static RingView ring(List<String> addresses, ReachNodes reach) {
        for (String address : addresses) {
            try (NodeOperations node = reach.connect(NodeAddress.of(address))) {
                return node.ring();
            } catch (NodeException notThisOne) {
                // the next one is as good
            }
        }
        throw CliException.failed("no node of the standby answers over JMX: " + addresses);
    }
}
