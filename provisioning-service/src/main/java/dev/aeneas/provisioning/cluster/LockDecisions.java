package dev.aeneas.provisioning.cluster;

import static dev.aeneas.provisioning.cluster.Refusals.busy;
import static dev.aeneas.provisioning.cluster.Refusals.noSuchCluster;
import static dev.aeneas.provisioning.cluster.Refusals.refused;

import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.provisioning.machine.Catalog;
import java.time.Duration;

/** Who may change a cluster's machines: one at a time, each under a higher epoch than all before. */
final class LockDecisions {
    private final Catalog catalog;
    private final Duration lease;

    LockDecisions(Catalog catalog, Duration lease) {
        this.catalog = catalog;
        this.lease = lease;
    }

    Decision<Cluster> reserve(Cluster cluster, Received<ReserveTopology> in) {
        var command = in.body();
        var lock = cluster.lock();
        var until = in.at().plus(lease);
        if (cluster.deleted()) {
            return Decision.of(cluster, noSuchCluster(command));
        }
        if (lock.held() && lock.holder().equals(command.runId())) {
            var renewed = cluster.withLock(lock.renew(until));
            return Decision.of(renewed, reserved(renewed));
        }
        if (lock.inForce(in.at())) {
            return Decision.of(cluster, busy(command, OperationDecisions.holder(cluster)));
        }
        if (cluster.deallocated()) {
            return Decision.of(
                    cluster, refused(command, Kind.CONFLICT, "cluster", "must run; it is deallocated, start it first"));
        }
        if (command.runId().equals(lock.lastHolder())) {
            return Decision.of(cluster, refused(command, Kind.CONFLICT, "runId", "must be new; that run has ended"));
        }
        var taken = cluster.withLock(lock.take(command.runId(), until));
        return Decision.of(taken, reserved(taken));
    }

    Decision<Cluster> release(Cluster cluster, Received<ReleaseTopology> in) {
        var command = in.body();
        var lock = cluster.lock();
        if (lock.wasReleasedBy(command.runId(), command.epoch())) {
            return Decision.of(cluster, new TopologyReleased(cluster.name(), command.runId(), command.epoch()));
        }
        if (!lock.heldBy(command.runId(), command.epoch())) {
            return Decision.of(cluster, refused(command, Kind.CONFLICT, "epoch", notYours(cluster)));
        }
        return releasedIfDone(Decision.of(cluster.withLock(lock.wantRelease())));
    }

    /** Gives the lock back once nothing runs under it any more. */
    static Decision<Cluster> releasedIfDone(Decision<Cluster> decision) {
        var cluster = decision.state();
        var lock = cluster.lock();
        if (!lock.releaseWanted() || !lock.running().isEmpty()) {
            return decision;
        }
        var puttingBack = AbandonedThrottles.begun(cluster);
        if (!puttingBack.lock().running().isEmpty()) {
            return new Decision<>(puttingBack, decision.messages());
        }
        return new Decision<>(cluster.withLock(lock.release()), decision.messages())
                .and(new TopologyReleased(cluster.name(), lock.holder(), lock.epoch()));
    }

    static String notYours(Cluster cluster) {
        var lock = cluster.lock();
        var now = lock.held() ? OperationDecisions.holder(cluster) + " holds" : "nobody holds";
        return "must be the holder's; " + now + " the topology, the newest epoch is " + lock.epoch();
    }

    private TopologyReserved reserved(Cluster cluster) {
        var lock = cluster.lock();
        return new TopologyReserved(
                cluster.name(),
                lock.holder(),
                lock.epoch(),
                catalog.grain(),
                catalog.skus(),
                cluster.topology(),
                catalog.room().room(cluster.topology()),
                catalog.versions(),
                cluster.setups(),
                lock.leaseUntil());
    }
}
