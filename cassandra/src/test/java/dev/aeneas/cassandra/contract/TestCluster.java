package dev.aeneas.cassandra.contract;

import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.Probe;
import dev.aeneas.cassandra.cql.ReachCluster;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.util.List;
import java.util.SortedSet;

/**
 * What a contract needs: datacenter {@code west} with two members in racks {@code z1} and {@code z2}, and a node of
 * rack {@code z3} that runs unjoined. Keyspace {@code app} has two replicas, {@code single} has one; both hold a table.
 */
interface TestCluster {
    String DATACENTER = "west";

    List<NodeAddress> members();

    NodeAddress unjoined();

    SortedSet<Long> plannedTokens(NodeAddress node);

    ReachNodes nodes();

    /** As {@link #nodes()}, with bounds of about a second. */
    ReachNodes impatient();

    Probe probe();

    ReachCluster clusters();

    ClusterContact contact();

    void freeze(NodeAddress node);

    void thaw(NodeAddress node);

    void kill(NodeAddress node);

    default NodeOperations connect(NodeAddress node) {
        return nodes().connect(node);
    }

    default NodeAddress first() {
        return members().get(0);
    }
}
