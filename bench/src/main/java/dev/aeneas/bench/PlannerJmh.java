package dev.aeneas.bench;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.TokenOwner;
import dev.aeneas.cassandra.token.NewNode;
import dev.aeneas.cassandra.token.TokenPlan;
import dev.aeneas.cassandra.token.TokenPlanner;
import dev.aeneas.cassandra.token.TokenRequest;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Sku;
import dev.aeneas.scaling.plan.ClusterFacts;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.Offer;
import dev.aeneas.scaling.plan.PlanRequest;
import dev.aeneas.scaling.plan.ScalePlan;
import dev.aeneas.scaling.plan.ScalePlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A datacenter of 1 000 nodes in three racks with 16 tokens each, to which 200 are added. */
@State(Scope.Benchmark)
public class PlannerJmh {
    private static final int NODES = 1_000;
    private static final int ADDED = 200;
    private static final int RACKS = 3;
    private static final int REPLICAS = 3;
    private static final DatacenterName WEST = new DatacenterName("west");
    private static final Sku SIZE = new Sku("Local_M");

    private TokenRequest tokens;
    private PlanRequest request;

    @Setup
    public void setUp() {
        tokens = new TokenRequest(
                "west", List.copyOf(owners()), newNodes(NODES, ADDED), REPLICAS, TokenRequest.DEFAULT_TOKENS_PER_NODE);
        var demand = new Demand(new ClusterName("orders"), WEST, "bench", NODES + ADDED, null, List.of(), null);
        request = new PlanRequest(
                demand, new Offer(topology(owners()), Grain.NODE, List.of(SIZE), null), ClusterFacts.NONE);
    }

    @Benchmark
    public TokenPlan tokens() {
        return TokenPlanner.plan(tokens);
    }

    @Benchmark
    public ScalePlan plan() {
        return ScalePlanner.plan(request);
    }

    private static List<TokenOwner> owners() {
        var blank = newNodes(0, NODES);
        var planned = TokenPlanner.plan(
                new TokenRequest("west", List.of(), blank, REPLICAS, TokenRequest.DEFAULT_TOKENS_PER_NODE));
        return blank.stream()
                .map(node -> new TokenOwner(
                        node.address(),
                        "west",
                        node.rack(),
                        new TreeSet<>(planned.tokens().get(node.address()))))
                .toList();
    }

    private static List<NewNode> newNodes(int first, int count) {
        var nodes = new ArrayList<NewNode>();
        for (int i = first; i < first + count; i++) {
            nodes.add(new NewNode(NodeAddress.of("10.0." + i / 256 + "." + i % 256), "west_" + (i % RACKS + 1)));
        }
        return nodes;
    }

    private static ClusterTopology topology(List<TokenOwner> owners) {
        var nodes = new ArrayList<Node>();
        for (var owner : owners) {
            nodes.add(new Node(
                    "west_" + (nodes.size() + 1),
                    owner.address().hostAddress(),
                    WEST,
                    owner.rack(),
                    SIZE,
                    NodeState.NORMAL,
                    List.copyOf(owner.tokens())));
        }
        var racks = List.of("west_1", "west_2", "west_3");
        var datacenter = new Datacenter(WEST, "west", SIZE, racks, REPLICAS, ProvisioningState.SUCCEEDED, false, nodes);
        return new ClusterTopology(new ClusterName("orders"), 1, List.of(datacenter));
    }
}
