package dev.aeneas.failover.adapter.cluster;

import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.failover.adapter.precaution.RecoveryFromBackups;
import dev.aeneas.failover.adapter.scaling.LearntRates;
import dev.aeneas.failover.cost.CostFacts;
import dev.aeneas.failover.cost.Size;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.readiness.Readiness;
import dev.aeneas.failover.readiness.ReadinessState;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.failover.run.GrowthTarget;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the journal, a node, scaling and backups for what the price of a standby is weighed with; each within its bounds. */
@ApplicationScoped
public class GatherCost {
    private static final Logger LOG = LoggerFactory.getLogger(GatherCost.class);

    private final ProcessEngine engine;
    private final ProcessKind<ReadinessState> readiness;
    private final ManagedNodes nodes;
    private final LearntRates rates;
    private final RecoveryFromBackups backups;
    private final DetectionParameters detection;

    public GatherCost(
            ProcessEngine engine,
            ProcessKind<ReadinessState> readiness,
            ManagedNodes nodes,
            LearntRates rates,
            RecoveryFromBackups backups,
            DetectionParameters detection) {
        this.engine = engine;
        this.readiness = readiness;
        this.nodes = nodes;
        this.rates = rates;
        this.backups = backups;
        this.detection = detection;
    }

    /** Of a cluster with a policy. */
    public CostFacts gather(ClusterFailover cluster) {
        var name = cluster.topology().cluster();
        var primary =
                cluster.topology().datacenter(cluster.routing().datacenter()).orElseThrow();
        var standby = cluster.topology().datacenter(cluster.policy().standby()).orElseThrow();
        var target = GrowthTarget.of(cluster);
        long bytes = bytes(cluster, primary);
        var looked = engine.find(readiness, name.value()).map(ReadinessState::last);
        return new CostFacts(
                new Size(target.nodeCount(), target.sku()),
                new Size(servingNodes(standby), standby.sku()),
                new CostFacts.Racks(standby.racks().size(), standby.replicationFactor()),
                bytes,
                rates.of(name, standby.datacenter()),
                detection.bounds().downAtMostWhenFrozen(),
                looked.map(Readiness::growth),
                backups.restore(name, bytes),
                looked.map(Readiness::replicationLag),
                backups.newestAge(name, Instant.now()),
                cluster.beside());
    }

    private static int servingNodes(Datacenter datacenter) {
        return GrowthTarget.present(datacenter).nodeCount();
    }

    /** As the primary's nodes tell it to each other; 0 where none answers. */
    private long bytes(ClusterFailover cluster, Datacenter primary) {
        for (var contact : cluster.contactPoints(primary.datacenter())) {
            try (var node = nodes.reach(cluster.topology().cluster()).connect(NodeAddress.of(contact))) {
                return node.ring().in(primary.datacenter().value()).nodes().stream()
                        .mapToLong(NodeView::loadBytes)
                        .sum();
            } catch (NodeException e) {
                LOG.debug("{} does not tell how much there is: {}", contact, e.getMessage());
            }
        }
        return 0;
    }
}
