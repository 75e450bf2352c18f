package dev.aeneas.failover.adapter.cluster;

import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.failover.FailoverConfig;
import dev.aeneas.failover.adapter.precaution.GatherPrecautions;
import dev.aeneas.failover.adapter.precaution.RepairHistory;
import dev.aeneas.failover.adapter.scaling.ScalingDryRun;
import dev.aeneas.failover.readiness.Precautions.Repairs;
import dev.aeneas.failover.readiness.ReadinessFacts;
import dev.aeneas.failover.readiness.ReadinessFacts.Growth;
import dev.aeneas.failover.readiness.ReadinessFacts.Replication;
import dev.aeneas.failover.readiness.ReadinessFacts.StandbySeen;
import dev.aeneas.failover.readiness.ReadinessProcess.GatherFacts;
import dev.aeneas.failover.readiness.SeeReplication;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.failover.run.Routing;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the journal, the nodes and scaling; everything within the bounds of each. */
@ApplicationScoped
public class GatherReadiness implements GatherFacts {
    private static final Logger LOG = LoggerFactory.getLogger(GatherReadiness.class);

    private final ProcessEngine engine;
    private final ProcessKind<ClusterFailover> kind;
    private final ManagedNodes nodes;
    private final ScalingDryRun scaling;
    private final GatherPrecautions precautions;
    private final SeeReplication replication;
    private final DroppedWrites drops = new DroppedWrites();
    private final Duration repairAge;

    public GatherReadiness(
            ProcessEngine engine,
            ProcessKind<ClusterFailover> kind,
            ManagedNodes nodes,
            ScalingDryRun scaling,
            GatherPrecautions precautions,
            SeeReplication replication,
            FailoverConfig config) {
        this.engine = engine;
        this.kind = kind;
        this.nodes = nodes;
        this.scaling = scaling;
        this.precautions = precautions;
        this.replication = replication;
        this.repairAge = config.readiness().repairAge();
    }

    @Override
    public ReadinessFacts gather(ClusterName name, Map<String, String> observers) {
        var cluster = engine.find(kind, name.value())
                .orElseThrow(() -> new IllegalStateException("cluster " + name + " is not known yet"));
        var primary =
                Optional.ofNullable(cluster.routing()).map(Routing::datacenter).flatMap(cluster.topology()::datacenter);
        var standby = Optional.ofNullable(cluster.policy())
                .flatMap(policy -> cluster.topology().datacenter(policy.standby()));
        var looked = standby.flatMap(there -> look(cluster, there.datacenter()));
        return new ReadinessFacts(
                cluster,
                primary,
                standby,
                looked.map(Looked::seen),
                replication(name, primary, standby),
                growth(cluster, primary, standby),
                observers,
                precautions.gather(name, looked.flatMap(Looked::repairs)),
                Instant.now());
    }

    private record Looked(StandbySeen seen, Optional<Repairs> repairs) {}

    private Optional<Looked> look(ClusterFailover cluster, DatacenterName standby) {
        var name = cluster.topology().cluster();
        var contacts =
                cluster.contactPoints(standby).stream().map(NodeAddress::of).toList();
        if (contacts.isEmpty()) {
            return Optional.empty();
        }
        try (var session = nodes.connect(name, standby, contacts)) {
            var keyspaces = session.keyspaces();
            var users = keyspaces.stream()
                    .filter(k -> !k.isSystem())
                    .map(Keyspace::name)
                    .toList();
            var repairs = RepairHistory.read(session.session(), users, repairAge);
            return ring(name, contacts).map(ring -> new Looked(ask(name, standby, ring, keyspaces), repairs));
        } catch (ClusterException e) {
            LOG.debug("The standby of {} is not seen: {}", name, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<RingView> ring(ClusterName cluster, List<NodeAddress> contacts) {
        for (var contact : contacts) {
            try (var node = nodes.reach(cluster).connect(contact)) {
                return Optional.of(node.ring());
            } catch (NodeException e) {
                LOG.debug("{} does not show the ring: {}", contact, e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Any node may have coordinated a write that another missed; what a node let fall itself is missing in its own datacenter. */
    private StandbySeen ask(ClusterName cluster, DatacenterName standby, RingView ring, List<Keyspace> keyspaces) {
        var hints = new HashMap<NodeAddress, Instant>();
        var dropped = new HashMap<NodeAddress, Long>();
        for (var up : ring.up().nodes()) {
            try (var node = nodes.reach(cluster).connect(up.address())) {
                node.oldestHints().forEach((host, at) -> address(ring, host)
                        .ifPresent(waiting -> hints.merge(waiting, at, (x, y) -> x.isBefore(y) ? x : y)));
                if (up.datacenter().equals(standby.value())) {
                    dropped.put(up.address(), drops.lately(cluster, up.address(), node.droppedWrites(), Instant.now()));
                }
            } catch (NodeException e) {
                LOG.debug("{} does not tell its hints and what it dropped: {}", up.address(), e.getMessage());
            }
        }
        return new StandbySeen(ring, keyspaces, hints, dropped);
    }

    private Replication replication(ClusterName cluster, Optional<Datacenter> primary, Optional<Datacenter> standby) {
        return primary.isEmpty() || standby.isEmpty()
                ? new Replication.Off()
                : replication.of(
                        cluster, primary.get().datacenter(), standby.get().datacenter());
    }

    private static Optional<NodeAddress> address(RingView ring, UUID host) {
        return ring.nodes().stream()
                .filter(node -> node.hostId().equals(host))
                .map(NodeView::address)
                .findFirst();
    }

    private Growth growth(ClusterFailover cluster, Optional<Datacenter> primary, Optional<Datacenter> standby) {
        if (primary.isEmpty() || standby.isEmpty() || cluster.openRun().isPresent()) {
            return new Growth.NotNeeded();
        }
        return scaling.growth(cluster, primary.get(), standby.get());
    }
}
