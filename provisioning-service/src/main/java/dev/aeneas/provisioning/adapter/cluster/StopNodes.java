package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.machine.Machines;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops nodes without loss: what is in memory is flushed first. */
public final class StopNodes {
    private static final Logger LOG = LoggerFactory.getLogger(StopNodes.class);

    private final Machines machines;
    private final ClusterAccess access;
    private final Duration drainBound;
    private final Duration stopBound;

    public StopNodes(Machines machines, ClusterAccess access, Duration drainBound, Duration stopBound) {
        this.machines = machines;
        this.access = access;
        this.drainBound = drainBound;
        this.stopBound = stopBound;
    }

    /** All at the same time. */
    public void stop(ClusterName cluster, List<Node> nodes) throws InterruptedException {
        Parallel.each(nodes, node -> {
            if (machines.runs(cluster, node)) {
                long began = System.nanoTime();
                boolean flushed = drain(cluster, node);
                long drained = System.nanoTime();
                // ending in good order is another drain: it would wait for the same peers once more
                machines.stop(cluster, node, flushed ? stopBound : Duration.ZERO);
                LOG.info(
                        "Node stopped: clusterId={} node={} drainMs={} stopMs={}",
                        cluster,
                        node.name(),
                        millis(drained - began),
                        millis(System.nanoTime() - drained));
            }
            return null;
        });
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** Whether everything is on disk; where it is not, the commit log has it, and the next start takes longer. */
    private boolean drain(ClusterName cluster, Node node) {
        try (var operations = access.connect(cluster, node)) {
            operations.drain(drainBound);
            return true;
        } catch (NodeException e) {
            LOG.warn("Stopping a node undrained: node={} reason={}", node.name(), e.getMessage());
            return false;
        }
    }
}
