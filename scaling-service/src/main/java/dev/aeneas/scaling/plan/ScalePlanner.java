package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Ownership;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
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
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plans the way that reaches capacity soonest and never has less of it than before.
 *
 * <pre>
 * growing:    prepare ───────────────────────────────┐
 *             resize rack by rack ─▶ lift throttles ─┴─▶ join all at one instant ─▶ clean up ─▶ put throttles back
 * shrinking:  resize up ─▶ decommission one by one ─▶ resize down
 * both:       ─▶ spares: fewer, then more
 * </pre>
 *
 * <p>Throttles are lifted after the resizes, because a restarted node has forgotten them, while new nodes start, which
 * send nothing; and only when a datacenter is dead. Cleaning up and making spares are left out then: they take disk and CPU from the application.
 */
public final class ScalePlanner {
    private final PlanRequest request;
    private final DatacenterName datacenter;
    private final Roster roster;
    private final NewTokens tokens;
    private final boolean emergency;
    private final Steps steps = new Steps();
    private final PlanNotes notes;

    private ScalePlanner(PlanRequest request) {
        this.request = request;
        this.datacenter = request.demand().datacenter();
        this.roster = Roster.of(request);
        this.tokens = NewTokens.of(request, roster);
        this.emergency = request.demand().emergency();
        this.notes = new PlanNotes(request, roster);
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
        return request.offer().grain() == Grain.DATACENTER
                ? new DatacenterPlanner(request).plan()
                : new ScalePlanner(request).plan();
    }

    private ScalePlan plan() {
        boolean upFirst = resizesUp();
        var prepared = prepare();
        var resized = upFirst ? resize(List.of()) : List.<String>of();
        var grown = join(prepared, resized);
        var left = decommission(grown);
        var last = upFirst ? left : resize(left);
        new SpareSteps(request, roster, tokens).add(steps, last);
        var evenness = new Evenness(roster, tokens);
        var ownership = ownership(evenness);
        var forecaster = new Forecaster(request, roster, evenness);
        return new ScalePlan(
                request.sku(),
                roster.kept().stream().map(Node::name).toList(),
                forecaster.forecast(steps.planned()),
                notes.of(ownership),
                ownership,
                forecaster.verification(),
                roster.prepared(),
                List.of(),
                roster.leaving().size());
    }

    private List<Ownership> ownership(Evenness evenness) {
        if (!evenness.isKnown()) {
            return List.of();
        }
        int own = request.datacenter().replicationFactor();
        var ofKeyspaces = request.facts().replicationFactors().values().stream()
                .mapToInt(Integer::intValue)
                .filter(factor -> factor != own)
                .sorted();
        return IntStream.concat(IntStream.of(own), ofKeyspaces)
                .distinct()
                .mapToObj(evenness::at)
                .toList();
    }

    /** A bigger size comes first, a smaller one last: so there is never less capacity than before. */
    private boolean resizesUp() {
        List<Sku> order = request.offer().skus();
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

    /** Spares are among them: whether they are well is looked at before they join, and costs no time when they are. */
    private List<String> prepare() {
        if (roster.added().isEmpty()) {
            return List.of();
        }
        List<NewNode> nodes = roster.added().stream()
                .map(node -> new NewNode(node.name(), node.rack(), request.sku(), tokens.of(node)))
                .toList();
        return steps.add(
                "prepare",
                new PrepareNodes(datacenter, nodes),
                request.nodeCount()
                        + " nodes are asked for; starting machines touches no data, so it waits for nothing",
                List.of());
    }

    private List<String> join(List<String> prepared, List<String> resized) {
        if (roster.added().isEmpty()) {
            return both(prepared, resized);
        }
        var sending =
                emergency ? throttle(true, "the region is lost: streaming may take all there is", resized) : resized;
        var ready = both(prepared, sending);
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
