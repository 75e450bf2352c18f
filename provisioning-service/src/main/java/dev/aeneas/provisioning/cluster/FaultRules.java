package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.ProvisioningCommand.InjectFault;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.provisioning.fault.FaultBounds;
import dev.aeneas.provisioning.machine.Catalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When machines may be lost on purpose: never all of them, never for ever, and never while something else changes them. */
final class FaultRules {
    private final Catalog catalog;
    private final FaultBounds bounds;

    FaultRules(Catalog catalog, FaultBounds bounds) {
        this.catalog = catalog;
        this.bounds = bounds;
    }

    static List<Datacenter> targets(Cluster cluster, InjectFault command) {
        return cluster.topology().datacenters().stream()
                .filter(d -> command.region() == null
                        ? d.datacenter().equals(command.datacenter())
                        : d.region().equals(command.region()))
                .toList();
    }

    /** What no time and no other state of the cluster would cure. */
    List<Violation> invalid(InjectFault command, Instant now) {
        var violations = new ArrayList<Violation>();
        if (catalog.grain() == Grain.DATACENTER) {
            violations.add(new Violation(
                    "kind",
                    "must be a loss that this provider can undo; it takes whole datacenters and loses no node"));
        }
        var whyNot = catalog.cannot().get(command.kind());
        if (whyNot != null) {
            violations.add(new Violation("kind", "must be one that is possible here; " + whyNot));
        }
        if (!command.until().isAfter(now)) {
            violations.add(new Violation("until", "must lie ahead; was " + command.until()));
        } else if (command.until().isAfter(now.plus(bounds.longest()))) {
            violations.add(new Violation("until", "must be within " + bounds.longest() + "; was " + command.until()));
        }
        return violations;
    }

    /** What another time or another state may cure. */
    List<Violation> inTheWay(Cluster cluster, List<Datacenter> targets, Instant now) {
        var violations = new ArrayList<Violation>();
        if (cluster.lock().inForce(now)) {
            violations.add(new Violation(
                    "cluster", "must not be changed by others; " + OperationDecisions.holder(cluster) + " does"));
        }
        cluster.openFault()
                .ifPresent(open -> violations.add(new Violation(
                        "faultId", "must wait for fault " + open.id() + ", which lasts until " + open.until())));
        if (cluster.deallocated()) {
            violations.add(new Violation("cluster", "must run; it is deallocated"));
        }
        boolean somethingIsLeft = cluster.topology().datacenters().stream()
                .filter(d -> !targets.contains(d))
                .flatMap(d -> d.nodes().stream())
                .anyMatch(node -> node.state() == NodeState.NORMAL);
        if (!somethingIsLeft) {
            violations.add(new Violation("region", "must leave another datacenter with nodes; all would be lost"));
        }
        if (targets.stream().allMatch(d -> d.nodes().isEmpty())) {
            violations.add(new Violation("region", "must have nodes; there is none to lose"));
        }
        return violations;
    }
}
