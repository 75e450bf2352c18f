package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.DatacenterCondition;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisioningEvent.DatacenterConditionsChanged;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.provisioning.cluster.WorkReport.DatacenterSeen;
import dev.aeneas.provisioning.cluster.WorkReport.EditTakenBack;
import dev.aeneas.provisioning.machine.DatacenterConditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What becomes of what a provider of whole datacenters tells unasked: other addresses, and what is not as it should be. */
final class ObservationDecisions {
    private ObservationDecisions() {}

    static Decision<Cluster> seen(Cluster cluster, Received<DatacenterSeen> in) {
        var report = in.body();
        if (cluster.deleted() || cluster.datacenter(report.datacenter()).isEmpty()) {
            return Decision.of(cluster);
        }
        var says = new Says();
        var after = moved(cluster, report);
        if (!after.conditions(report.datacenter()).equals(report.conditions())) {
            after = after.withConditions(report.datacenter(), report.conditions());
            says.and(new DatacenterConditionsChanged(cluster.name(), report.datacenter(), report.conditions()));
        }
        return says.from(cluster, after);
    }

    /** The provider tells by itself when something is still, or again, not as ordered. */
    static Decision<Cluster> takenBack(Cluster cluster, Received<EditTakenBack> in) {
        return without(cluster, in.body().datacenter(), List.of());
    }

    /** It could not be taken back: it stays as it is, and is shown. */
    static Decision<Cluster> notTakenBack(Cluster cluster, DatacenterName datacenter, String why) {
        var shown = cluster.conditions(datacenter).stream()
                .filter(ObservationDecisions::isEdit)
                .map(edit -> new DatacenterCondition(
                        DatacenterConditions.EDITED_BY_HAND,
                        edit.message() + "; it could not be taken back: " + why,
                        edit.target()))
                .toList();
        return without(cluster, datacenter, shown);
    }

    private static Decision<Cluster> without(
            Cluster cluster, DatacenterName datacenter, List<DatacenterCondition> instead) {
        var before = cluster.conditions(datacenter);
        var after = new ArrayList<>(before);
        after.removeIf(ObservationDecisions::isEdit);
        after.addAll(instead);
        return after.equals(before)
                ? Decision.of(cluster)
                : Decision.of(
                        cluster.withConditions(datacenter, after),
                        new DatacenterConditionsChanged(cluster.name(), datacenter, after));
    }

    private static boolean isEdit(DatacenterCondition condition) {
        return condition.code().equals(DatacenterConditions.EDIT_TO_BE_TAKEN_BACK);
    }

    /** A node that was started anew elsewhere has another address; which nodes there are is not told by this. */
    private static Cluster moved(Cluster cluster, DatacenterSeen report) {
        var moved = cluster.datacenter(report.datacenter()).stream()
                .flatMap(d -> d.nodes().stream())
                .filter(node -> isElsewhere(node, report.addresses()))
                .map(node -> at(node, report.addresses().get(node.name())))
                .toList();
        return moved.isEmpty()
                ? cluster
                : cluster.withDatacenters(Machinery.put(cluster.topology().datacenters(), List.copyOf(moved)));
    }

    private static boolean isElsewhere(Node node, Map<String, String> addresses) {
        var now = addresses.get(node.name());
        return now != null && !now.equals(node.address());
    }

    private static Node at(Node node, String address) {
        return new Node(node.name(), address, node.datacenter(), node.rack(), node.sku(), node.state(), node.tokens());
    }
}
