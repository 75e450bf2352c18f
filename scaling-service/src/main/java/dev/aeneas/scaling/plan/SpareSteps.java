package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.KeepSpares;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import java.util.List;

/** The last steps of a plan: as many prepared machines as asked for, for the next growth. */
record SpareSteps(PlanRequest request, Roster roster, NewTokens tokens) {

    void add(Steps steps, List<String> after) {
        var datacenter = request.demand().datacenter();
        var last = after;
        if (request.spareCount() != request.datacenter().spareCount()) {
            last = steps.add(
                    "keep-spares",
                    new KeepSpares(datacenter, request.spareCount()),
                    request.spareCount() + " spares are asked for",
                    last);
        }
        for (Node spare : roster.spares().surplus()) {
            last = steps.add(
                    "remove-" + spare.name(),
                    new DecommissionNode(datacenter, spare.name()),
                    "it never joined, and no spare like it is asked for",
                    last);
        }
        if (!request.demand().emergency()) {
            refill(steps, datacenter, last);
        }
    }

    private void refill(Steps steps, DatacenterName datacenter, List<String> after) {
        List<NewNode> refill = roster.spares().refill().stream()
                .map(node -> new NewNode(node.name(), node.rack(), request.sku(), tokens.of(node)))
                .toList();
        if (!refill.isEmpty()) {
            steps.add(
                    "refill-spares",
                    new PrepareNodes(datacenter, refill),
                    "a prepared machine joins within seconds; it holds no data until then",
                    after);
        }
    }
}
