package dev.aeneas.provisioning.adapter.kubernetes;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.platform.process.Leadership;
import dev.aeneas.provisioning.cluster.WorkReport.DatacenterSeen;
import dev.aeneas.provisioning.machine.DatacenterSight;
import dev.aeneas.provisioning.machine.DatacenterSight.SeenNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what was seen of datacenters to their clusters, once each, while this replica leads: of several sights of one
 * datacenter that wait, the newest. One thread, so that a slow journal holds up no watch.
 */
public final class TellObservations implements KubernetesDatacenters.Observer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TellObservations.class);
    private static final long PAUSE_MILLIS = 1000;

    private final Leadership leadership;
    private final Report report;
    private final Map<Key, DatacenterSeen> waiting = new LinkedHashMap<>();
    private final Map<Key, DatacenterSeen> told = new HashMap<>();
    private final Thread thread;

    private record Key(ClusterName cluster, DatacenterName datacenter) {}

    /** Delivers a report to a cluster; throws where it could not be recorded. */
    @FunctionalInterface
    public interface Report {
        void deliver(ClusterName cluster, String id, DatacenterSeen seen);
    }

    public TellObservations(Leadership leadership, Report report) {
        this.leadership = leadership;
        this.report = report;
        thread = new Thread(this::run, "tell-observations");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void changed(ClusterName cluster, DatacenterName datacenter, DatacenterSight sight) {
        var addresses = sight.nodes().stream().collect(Collectors.toMap(SeenNode::name, SeenNode::address));
        var seen = new DatacenterSeen(datacenter, addresses, sight.conditions());
        synchronized (this) {
            waiting.put(new Key(cluster, datacenter), seen);
            notifyAll();
        }
    }

    private void run() {
        try {
            while (true) {
                var next = next();
                if (!tell(next.getKey(), next.getValue())) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Map.Entry<Key, DatacenterSeen> next() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        var entry = waiting.entrySet().iterator().next();
        waiting.remove(entry.getKey());
        return Map.entry(entry.getKey(), entry.getValue());
    }

    /** False: it is to be tried again. */
    private boolean tell(Key key, DatacenterSeen seen) {
        if (!leadership.leads()) {
            // whoever leads next must hear everything
            told.clear();
            return true;
        }
        if (seen.equals(told.get(key))) {
            return true;
        }
        try {
            report.deliver(key.cluster(), "seen:" + UUID.randomUUID(), seen);
            told.put(key, seen);
            return true;
        } catch (RuntimeException e) {
            LOG.warn(
                    "What was seen of a datacenter could not be recorded: clusterId={} {}",
                    key.cluster(),
                    e.toString());
            synchronized (this) {
                waiting.putIfAbsent(key, seen);
            }
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
