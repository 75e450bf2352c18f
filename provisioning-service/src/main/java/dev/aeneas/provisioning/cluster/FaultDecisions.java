package dev.aeneas.provisioning.cluster;

import static dev.aeneas.provisioning.cluster.Refusals.noSuchCluster;
import static dev.aeneas.provisioning.cluster.Refusals.refused;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.InjectFault;
import dev.aeneas.contracts.ProvisioningCommand.UndoFault;
import dev.aeneas.contracts.ProvisioningEvent.FaultInjected;
import dev.aeneas.contracts.ProvisioningEvent.FaultPossible;
import dev.aeneas.contracts.ProvisioningEvent.FaultUndoFailed;
import dev.aeneas.contracts.ProvisioningEvent.FaultUndone;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.provisioning.cluster.WorkReport.FaultDone;
import dev.aeneas.provisioning.fault.Fault;
import dev.aeneas.provisioning.fault.Fault.Stage;
import dev.aeneas.provisioning.fault.FaultBounds;
import dev.aeneas.provisioning.machine.Catalog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Faults from their injection to their end, which comes by itself: on a word, at their time, or when they did not succeed. */
final class FaultDecisions {
    private final FaultRules rules;
    private final FaultBounds bounds;

    FaultDecisions(Catalog catalog, FaultBounds bounds) {
        this.rules = new FaultRules(catalog, bounds);
        this.bounds = bounds;
    }

    Decision<Cluster> inject(Cluster cluster, Received<InjectFault> in) {
        var command = in.body();
        if (cluster.deleted()) {
            return Decision.of(cluster, noSuchCluster(command));
        }
        var known = cluster.fault(command.faultId());
        if (known.isPresent()) {
            return said(cluster, known.get());
        }
        var targets = FaultRules.targets(cluster, command);
        if (targets.isEmpty()) {
            return Decision.of(cluster, refused(command, Kind.NOT_FOUND, "region", "must exist; there is no such one"));
        }
        var invalid = rules.invalid(command, in.at());
        if (!invalid.isEmpty()) {
            return Decision.of(cluster, refused(command, Kind.INVALID, invalid));
        }
        var inTheWay = rules.inTheWay(cluster, targets, in.at());
        if (!inTheWay.isEmpty()) {
            return Decision.of(cluster, refused(command, Kind.CONFLICT, inTheWay));
        }
        return command.dry()
                ? Decision.of(cluster, new FaultPossible(cluster.name(), command.faultId()))
                : Decision.of(cluster.withFault(fault(command, targets, in.at())));
    }

    Decision<Cluster> undo(Cluster cluster, Received<UndoFault> in) {
        var known = cluster.fault(in.body().faultId());
        if (known.isEmpty()) {
            return Decision.of(
                    cluster,
                    refused(in.body(), Kind.NOT_FOUND, "faultId", "must be the newest fault's; it is not known"));
        }
        return known.get().open()
                ? Decision.of(cluster.withFault(known.get().undo("somebody asked for it")))
                : said(cluster, known.get());
    }

    Decision<Cluster> done(Cluster cluster, Received<FaultDone> in) {
        var report = in.body();
        var open = cluster.openFault()
                .filter(fault -> fault.id().equals(report.faultId()) && fault.stage() == report.stage());
        if (open.isEmpty()) {
            return Decision.of(cluster);
        }
        var next = report.stage() == Stage.INJECTING
                ? open.get().injected(report.began())
                : open.get().undone();
        return said(cluster.withFault(next), next);
    }

    /** A fault that cannot be injected is undone, whatever there is of it; to undo it is tried for ever. */
    Decision<Cluster> failed(Cluster cluster, boolean mayHelp, ProvisionError error, Instant now) {
        var fault = cluster.openFault().orElseThrow();
        if (fault.stage() == Stage.INJECTING) {
            return Decision.of(cluster.withFault(
                    mayHelp ? fault.injectAgain() : fault.undo("it could not be injected: " + error.message())));
        }
        return Decision.of(
                cluster.withFault(fault.undoAgainAt(now.plus(bounds.undoPause()))),
                new FaultUndoFailed(cluster.name(), fault.id(), error));
    }

    static Optional<Instant> due(Cluster cluster) {
        return cluster.openFault().flatMap(Fault::wakeAt);
    }

    static Cluster wake(Cluster cluster, Instant due) {
        var fault = cluster.openFault();
        if (fault.flatMap(Fault::wakeAt).filter(at -> !at.isAfter(due)).isEmpty()) {
            return cluster;
        }
        boolean again = fault.get().stage() == Stage.UNDOING;
        return cluster.withFault(again ? fault.get().undoNow() : fault.get().undo("its time was up"));
    }

    private static Fault fault(InjectFault command, List<Datacenter> targets, Instant now) {
        return new Fault(
                command.faultId(),
                command.kind(),
                targets.stream().map(Datacenter::datacenter).toList(),
                targets.stream()
                        .flatMap(d -> d.nodes().stream())
                        .map(Node::name)
                        .toList(),
                now,
                command.until(),
                Stage.INJECTING,
                1,
                null,
                null);
    }

    /** What is known of it, also to whoever asks again. */
    private static Decision<Cluster> said(Cluster cluster, Fault fault) {
        return switch (fault.stage()) {
            case INJECTING, UNDOING -> Decision.of(cluster);
            case HOLDING ->
                Decision.of(
                        cluster,
                        new FaultInjected(
                                cluster.name(),
                                fault.id(),
                                fault.kind(),
                                fault.datacenters(),
                                fault.nodes(),
                                fault.at(),
                                fault.until()));
            case UNDONE -> Decision.of(cluster, new FaultUndone(cluster.name(), fault.id(), fault.reason()));
        };
    }
}
