package dev.aeneas.provisioning.cluster;

import static dev.aeneas.provisioning.cluster.Refusals.busy;
import static dev.aeneas.provisioning.cluster.Refusals.noSuchCluster;
import static dev.aeneas.provisioning.cluster.Refusals.refused;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.CreateDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.DeallocateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.StartCluster;
import dev.aeneas.contracts.ProvisioningEvent.ClusterRequested;
import dev.aeneas.contracts.ProvisioningEvent.DatacenterRequested;
import dev.aeneas.contracts.ProvisioningEvent.OperationStarted;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.provisioning.machine.Catalog;
import dev.aeneas.provisioning.operation.Operation;
import dev.aeneas.provisioning.operation.OperationKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Which operations may begin; what they then do is {@link OperationProgress}. */
final class OperationDecisions {
    private final Catalog catalog;

    OperationDecisions(Catalog catalog) {
        this.catalog = catalog;
    }

    Decision<Cluster> create(Optional<Cluster> before, Received<CreateCluster> in) {
        var command = in.body();
        if (before.isPresent() && !before.get().deleted()) {
            return Decision.of(
                    before.get(),
                    refused(command, Kind.CONFLICT, "cluster", "must be unique; '" + command.cluster() + "' exists"));
        }
        var violations = new ArrayList<Violation>();
        for (int i = 0; i < command.datacenters().size(); i++) {
            violations.addAll(SpecRules.check(
                    "datacenters[" + i + "].", command.datacenters().get(i), catalog));
        }
        if (!violations.isEmpty()) {
            return Decision.of(before.orElse(null), refused(command, Kind.INVALID, violations));
        }
        var datacenters = command.datacenters().stream()
                .map(spec -> Machinery.planned(spec, catalog))
                .toList();
        var empty = Cluster.create(command.cluster(), command.autoReplicate(), before);
        var operation = operation(in, OperationKind.CREATE_CLUSTER, null);
        var requested = command.datacenters().stream()
                .<Message>map(spec -> new DatacenterRequested(command.cluster(), operation.id(), spec));
        var accepted = new ClusterRequested(command.cluster(), operation.id(), command.autoReplicate());
        return begin(empty.withDatacenters(datacenters), operation, Stream.concat(Stream.of(accepted), requested));
    }

    Decision<Cluster> createDatacenter(Cluster cluster, Received<CreateDatacenter> in) {
        var command = in.body();
        var name = command.datacenter().datacenter();
        var no = notNow(cluster, command, in.at());
        if (no.isPresent()) {
            return Decision.of(cluster, no.get());
        }
        if (cluster.datacenter(name).isPresent()) {
            return Decision.of(
                    cluster, refused(command, Kind.CONFLICT, "datacenter", "must be unique; '" + name + "' exists"));
        }
        var violations = SpecRules.check("", command.datacenter(), catalog);
        if (!violations.isEmpty()) {
            return Decision.of(cluster, refused(command, Kind.INVALID, violations));
        }
        var datacenters = new ArrayList<>(cluster.topology().datacenters());
        datacenters.add(Machinery.planned(command.datacenter(), catalog));
        boolean first = cluster.topology().nodes().isEmpty();
        var operation =
                operation(in, first ? OperationKind.CREATE_FIRST_DATACENTER : OperationKind.CREATE_DATACENTER, name);
        return begin(
                cluster.withDatacenters(datacenters),
                operation,
                Stream.of(new DatacenterRequested(cluster.name(), operation.id(), command.datacenter())));
    }

    Decision<Cluster> deleteDatacenter(Cluster cluster, Received<DeleteDatacenter> in) {
        var command = in.body();
        var name = command.datacenter();
        var no = notNow(cluster, command, in.at());
        if (no.isPresent()) {
            return Decision.of(cluster, no.get());
        }
        if (cluster.datacenter(name).isEmpty()) {
            return Decision.of(
                    cluster, refused(command, Kind.NOT_FOUND, "datacenter", "must exist; there is no '" + name + "'"));
        }
        boolean last = cluster.topology().datacenters().size() == 1;
        var kind = last ? OperationKind.DELETE_LAST_DATACENTER : OperationKind.DELETE_DATACENTER;
        return begin(cluster, operation(in, kind, name), Stream.of());
    }

    Decision<Cluster> delete(Cluster cluster, Received<DeleteCluster> in) {
        // nothing of a fault is left to undo where everything goes
        return cluster.lock().inForce(in.at())
                ? unlessLocked(cluster, in.body(), operation(in, OperationKind.DELETE_CLUSTER, null))
                : unlessLocked(cluster.withFault(null), in.body(), operation(in, OperationKind.DELETE_CLUSTER, null));
    }

    Decision<Cluster> start(Cluster cluster, Received<StartCluster> in) {
        return unlessLocked(cluster, in.body(), operation(in, OperationKind.START_CLUSTER, null));
    }

    Decision<Cluster> deallocate(Cluster cluster, Received<DeallocateCluster> in) {
        return notNow(cluster, in.body(), in.at())
                .map(no -> Decision.of(cluster, no))
                .orElseGet(() -> begin(cluster, operation(in, OperationKind.DEALLOCATE_CLUSTER, null), Stream.of()));
    }

    static String holder(Cluster cluster) {
        return cluster.active() == null
                ? "run " + cluster.lock().holder()
                : cluster.active().kind().title() + " " + cluster.active().id();
    }

    private Operation operation(Received<?> in, OperationKind kind, DatacenterName datacenter) {
        // follows from the input, so that the same request made twice is one operation
        var id =
                UUID.nameUUIDFromBytes(in.id().getBytes(StandardCharsets.UTF_8)).toString();
        return Operation.start(id, kind, catalog.grain(), datacenter, in.at());
    }

    private static Decision<Cluster> unlessLocked(Cluster cluster, ProvisioningCommand command, Operation operation) {
        return missing(cluster, command)
                .or(() -> locked(cluster, command, operation.startedAt()))
                .map(no -> Decision.of(cluster, no))
                .orElseGet(() -> begin(cluster, operation, Stream.of()));
    }

    private static Decision<Cluster> begin(Cluster cluster, Operation operation, Stream<Message> accepted) {
        var says = new ArrayList<>(accepted.toList());
        says.add(new OperationStarted(
                cluster.name(), operation.id(), operation.kind().title()));
        var begun = cluster.begin(operation);
        var state = begun.withDatacenters(Machinery.changed(
                begun.topology().datacenters(),
                begun.targets()::contains,
                d -> Machinery.withState(d, operation.kind().meanwhile())));
        boolean nothingToDo = state.topology().nodes().isEmpty() && operation.kind() != OperationKind.DELETE_CLUSTER;
        if (!nothingToDo) {
            return new Decision<>(state, says);
        }
        var over = OperationProgress.succeeded(state, operation, operation.startedAt());
        says.addAll(over.messages());
        return new Decision<>(over.state(), says);
    }

    private static Optional<Message> notNow(Cluster cluster, ProvisioningCommand command, Instant now) {
        return missing(cluster, command)
                .or(() -> locked(cluster, command, now))
                .or(() -> cluster.deallocated()
                        ? Optional.of(refused(
                                command, Kind.CONFLICT, "cluster", "must run; it is deallocated, start it first"))
                        : Optional.empty());
    }

    private static Optional<Message> missing(Cluster cluster, ProvisioningCommand command) {
        return cluster.deleted() ? Optional.of(noSuchCluster(command)) : Optional.empty();
    }

    private static Optional<Message> locked(Cluster cluster, ProvisioningCommand command, Instant now) {
        if (cluster.lock().inForce(now)) {
            return Optional.of(busy(command, holder(cluster)));
        }
        return cluster.openFault().map(fault -> busy(command, "fault " + fault.id()));
    }
}
