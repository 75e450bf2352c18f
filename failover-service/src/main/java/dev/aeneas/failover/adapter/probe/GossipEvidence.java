package dev.aeneas.failover.adapter.probe;

import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.failover.adapter.cluster.ManagedNodes;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.failover.run.RegionStanding;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Cassandra's own gossip says of each datacenter, asked rarely of one node elsewhere, away from the probes. */
@ApplicationScoped
public class GossipEvidence {
    private static final Logger LOG = LoggerFactory.getLogger(GossipEvidence.class);

    private final ManagedNodes nodes;
    private final Map<Of, Integer> down = new ConcurrentHashMap<>();

    public GossipEvidence(ManagedNodes nodes) {
        this.nodes = nodes;
    }

    private record Of(ClusterName cluster, DatacenterName datacenter) {}

    /** As last heard; 0 until something was. */
    int nodesDown(ClusterName cluster, DatacenterName datacenter) {
        return down.getOrDefault(new Of(cluster, datacenter), 0);
    }

    /** Asks anew of every datacenter of a cluster; waits for JMX within its bounds, never throws. */
    public void ask(ClusterFailover cluster) {
        for (var datacenter : cluster.topology().datacenters()) {
            cluster.topology().datacenters().stream()
                    .filter(other -> !other.region().equals(datacenter.region()) && !isDown(cluster, other.region()))
                    .flatMap(other -> cluster.contactPoints(other.datacenter()).stream())
                    .findFirst()
                    .ifPresent(address -> ask(cluster.topology().cluster(), datacenter.datacenter(), address));
        }
    }

    private static boolean isDown(ClusterFailover cluster, String region) {
        var standing = cluster.regions().get(region);
        return standing != null && standing.kind() == RegionStanding.Kind.DOWN;
    }

    private void ask(ClusterName cluster, DatacenterName datacenter, String address) {
        try (var node = nodes.reach(cluster).connect(NodeAddress.of(address))) {
            RingView ring = node.ring();
            down.put(
                    new Of(cluster, datacenter),
                    ring.in(datacenter.value()).down().size());
        } catch (NodeException e) {
            LOG.debug("No word of {}'s gossip: {}", address, e.getMessage());
            down.remove(new Of(cluster, datacenter));
        }
    }
}
