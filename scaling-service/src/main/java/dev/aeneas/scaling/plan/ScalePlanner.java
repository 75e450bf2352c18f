package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep.CleanUpNodes;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.contracts.TopologyStep.ResizeNodes;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import dev.aeneas.scaling.plan.Roster.Newcomer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plans the way that reaches capacity soonest and never has less of it than before.
 *
 * <pre>
 * growing:    prepare ─────────────┐
 *             resize rack by rack ─┴─▶ lift throttles ─▶ join all at one instant ─▶ clean up ─▶ put throttles back
 * shrinking:  resize up ─▶ decommission one by one ─▶ resize down
 * </pre>
 *
 * <p>Throttles are lifted after the resizes, because a restarted node has forgotten them, and only when a datacenter is
 * dead. Cleaning up is left out then: it takes disk and CPU from the application.
 */
public final class ScalePlanner {
    private final PlanRequest request;
    private final DatacenterName datacenter;
    private final Roster roster;
    private final boolean emergency;
    private final Steps steps = new Steps();
    private final List<String> notes = new ArrayList<>();

    private ScalePlanner(PlanRequest request) {
        this.request = request;
        this.datacenter = request.demand().datacenter();
        this.roster = Roster.of(request.datacenter(), request.nodeCount());
        this.emergency = request.demand().emergency();
    }

    /** Every rule that the demand breaks; only when there is none there is a plan. */
    public static List<Violation> violations(PlanRequest request) {
        return PlanRules.all(request);
    }

    /** True when nodes that own data would leave: then the cluster's keyspaces must be known. */
    public static boolean shrinks(PlanRequest request) {
        return request.nodeCount() < Roster.counted(request.datacenter());
    }

    public static ScalePlan plan(PlanRequest request) {
        return new ScalePlanner(request).plan();
    }

    private ScalePlan plan() {
        boolean upFirst = resizesUp();
        var prepared = prepare();
        var resized = upFirst ? resize(List.of()) : List.<String>of();
        var grown = join(both(prepared, resized));
        var left = decommission(grown);
        if (!upFirst) {
            resize(left);
        }
        return new ScalePlan(
                request.sku(), roster.kept().stream().map(Node::name).toList(), steps.planned(), notes);
    }

    /** A bigger size comes first, a smaller one last: so there is never less capacity than before. */
    private boolean resizesUp() {
        List<Sku> order = request.skus();
        return toResize().stream().allMatch(node -> order.indexOf(request.sku()) >= order.indexOf(node.sku()));
    }

    private List<Node> toResize() {
        boolean asked = request.demand().sku() != null;
        return roster.kept().stream()
                .filter(node -> asked && !node.sku().equals(request.sku()))
                .toList();
    }

    private List<String> resize(List<String> after) {
        var last = after;
        for (String rack : request.datacenter().racks()) {
            List<String> nodes = toResize().stream()
                    .filter(node -> node.rack().equals(rack))
                    .map(Node::name)
                    .toList();
            if (!nodes.isEmpty()) {
                last = steps.add(
                        "resize-" + rack,
                        new ResizeNodes(datacenter, nodes, request.sku()),
                        "resizing in place moves no data; one rack at a time leaves a quorum",
                        last);
            }
        }
        return last;
    }

    private List<String> prepare() {
        if (roster.added().isEmpty()) {
            return List.of();
        }
        var tokens = NewTokens.of(request, roster);
        notes.add(tokens.forecast());
        List<NewNode> nodes = roster.added().stream()
                .map(node -> new NewNode(
                        node.name(), node.rack(), request.sku(), tokens.byName().get(node.name())))
                .toList();
        return steps.add(
                "prepare",
                new PrepareNodes(datacenter, nodes),
                request.nodeCount()
                        + " nodes are asked for; starting machines touches no data, so it waits for nothing",
                List.of());
    }

    private List<String> join(List<String> after) {
        if (roster.added().isEmpty()) {
            return after;
        }
        var ready = emergency ? throttle(true, "the region is lost: streaming may take all there is", after) : after;
        var joined = steps.add(
                "join",
                new JoinNodes(
                        datacenter, roster.added().stream().map(Newcomer::name).toList()),
                "all at one instant, so that each streams from the replica that gives the range up",
                ready);
        return emergency
                ? throttle(false, "throttles protect the application in quiet times", joined)
                : cleanUp(joined);
    }

    private List<String> throttle(boolean lifted, String reason, List<String> after) {
        if (!lifted) {
            notes.add("cleaning up is left out while a datacenter is dead: nodes keep data that they gave away");
        }
        return steps.add(
                lifted ? "lift-throttles" : "restore-throttles", new ThrottleNodes(datacenter, lifted), reason, after);
    }

    private List<String> cleanUp(List<String> after) {
        if (roster.kept().isEmpty()) {
            return after;
        }
        return steps.add(
                "clean-up",
                new CleanUpNodes(
                        datacenter, roster.kept().stream().map(Node::name).toList()),
                "others own the data now",
                after);
    }

    private List<String> decommission(List<String> after) {
        var last = after;
        for (Node node : roster.leaving()) {
            last = steps.add(
                    "decommission-" + node.name(),
                    new DecommissionNode(datacenter, node.name()),
                    request.nodeCount() + " nodes are asked for; highest numbers go first, racks stay balanced",
                    last);
        }
        return last;
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
