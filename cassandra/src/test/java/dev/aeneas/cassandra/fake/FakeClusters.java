package dev.aeneas.cassandra.fake;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.cassandra.ring.TokenOwner;
import dev.aeneas.cassandra.token.NewNode;
import dev.aeneas.cassandra.token.TokenPlan;
import dev.aeneas.cassandra.token.TokenPlanner;
import dev.aeneas.cassandra.token.TokenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ready-made fake clusters: nodes at {@code 127.R.Z.N} (region, zone, number), racks {@code z1} to {@code z3}. */
public final class FakeClusters {
    public static final int RACKS = 3;

    private FakeClusters() {}

    /** Regions {@code east} and {@code west}, everything replicated three times in both, and keyspace {@code app}. */
    public static FakeCluster eastAndWest(int nodesEast, int nodesWest) {
        FakeCluster cluster = new FakeCluster();
        addDatacenter(cluster, "east", 1, nodesEast);
        addDatacenter(cluster, "west", 2, nodesWest);
        Replication everywhere = Replication.NetworkTopology.of(Map.of("east", 3, "west", 3));
        Keyspace.REPLICATED_SYSTEM.forEach(name -> cluster.create(new Keyspace(name, everywhere)));
        cluster.create(new Keyspace("app", everywhere));
        return cluster;
    }

    /** Nodes with planned tokens, Up/Normal. */
    public static void addDatacenter(FakeCluster cluster, String datacenter, int region, int nodes) {
        List<NewNode> planned = newNodes(region, 0, nodes);
        TokenPlan plan = plan(cluster, datacenter, planned);
        planned.forEach(node -> cluster.add(
                node.address(), datacenter, node.rack(), plan.tokens().get(node.address())));
    }

    /** Nodes with planned tokens that run unjoined. */
    public static List<FakeNode> prepare(FakeCluster cluster, String datacenter, int region, int nodes) {
        List<NewNode> planned = newNodes(region, cluster.nodesIn(datacenter).size(), nodes);
        TokenPlan plan = plan(cluster, datacenter, planned);
        return planned.stream()
                .map(node -> cluster.prepare(
                        node.address(), datacenter, node.rack(), plan.tokens().get(node.address())))
                .toList();
    }

    /** The address of the n-th node of a region, counted from 0 over all its zones. */
    public static NodeAddress address(int region, int number) {
        return NodeAddress.of("127." + region + "." + (number % RACKS + 1) + "." + (number / RACKS + 1));
    }

    private static List<NewNode> newNodes(int region, int first, int count) {
        List<NewNode> nodes = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            nodes.add(new NewNode(address(region, number), "z" + (number % RACKS + 1)));
        }
        return nodes;
    }

    private static TokenPlan plan(FakeCluster cluster, String datacenter, List<NewNode> nodes) {
        List<TokenOwner> owners = cluster.nodes().stream()
                .map(node -> new TokenOwner(node.address(), node.datacenter(), node.rack(), node.plannedTokens()))
                .toList();
        return TokenPlanner.plan(
                new TokenRequest(datacenter, owners, nodes, RACKS, TokenRequest.DEFAULT_TOKENS_PER_NODE));
    }
}
