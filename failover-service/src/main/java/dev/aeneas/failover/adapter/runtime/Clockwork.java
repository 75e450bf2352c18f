package dev.aeneas.failover.adapter.runtime;

import dev.aeneas.failover.FailoverConfig;
import dev.aeneas.failover.adapter.probe.CanaryRegister;
import dev.aeneas.failover.adapter.probe.Daemons;
import dev.aeneas.failover.adapter.probe.GossipEvidence;
import dev.aeneas.failover.adapter.probe.Observer;
import dev.aeneas.failover.adapter.probe.ObserverRegister;
import dev.aeneas.failover.detection.Decider;
import dev.aeneas.failover.detection.WatchedDatacenter;
import dev.aeneas.failover.run.ClusterFailover;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this replica does all the time. Each has a thread of its own, so that a store or a node that is away delays neither
 * the probes nor the judging.
 */
@ApplicationScoped
public class Clockwork {
    private static final Logger LOG = LoggerFactory.getLogger(Clockwork.class);

    private final FailoverConfig config;
    private final KnownClusters clusters;
    private final Observer observer;
    private final Decider decider;
    private final GossipEvidence gossip;
    private final ObserverRegister observers;
    private final CanaryRegister rows;
    private final List<ScheduledExecutorService> threads = new ArrayList<>();
    private final Set<String> forgotten = new HashSet<>();

    public Clockwork(
            FailoverConfig config,
            KnownClusters clusters,
            Observer observer,
            Decider decider,
            GossipEvidence gossip,
            ObserverRegister observers,
            CanaryRegister rows) {
        this.config = config;
        this.clusters = clusters;
        this.observer = observer;
        this.decider = decider;
        this.gossip = gossip;
        this.observers = observers;
        this.rows = rows;
    }

    void start(@Observes StartupEvent event) {
        every(config.observer().topologyRefresh(), "topology", this::refresh);
        every(config.detection().probeInterval(), "rounds", observer::look);
        every(config.detection().tick(), "decider", decider::tick);
        if (!config.detection().canaryInterval().isZero()) {
            every(config.detection().canaryInterval(), "canaries", observer::write);
            if (!config.detection().canaryTable().isZero()) {
                every(config.detection().canaryTable(), "canary-table", observer::provideTables);
            }
        }
        every(config.observer().topologyRefresh(), "observers", observers::tick);
        every(config.observer().topologyRefresh(), "rows", rows::tick);
        if (!config.detection().gossip().isZero()) {
            every(config.detection().gossip(), "gossip", this::askGossip);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        threads.forEach(ScheduledExecutorService::shutdownNow);
    }

    // With a fixed delay: after a pause nothing is caught up in a burst, which would count as evidence.
    private void every(Duration interval, String name, Runnable task) {
        var thread = Executors.newSingleThreadScheduledExecutor(Daemons.named(name));
        threads.add(thread);
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.warn("{} did not succeed and is tried again: {}", name, e.toString());
                    }
                },
                0,
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        clusters.refresh();
        clusters.all().stream().filter(ClusterFailover::deleted).forEach(this::forget);
    }

    private void forget(ClusterFailover cluster) {
        var topology = cluster.topology();
        var regions =
                topology.datacenters().stream().map(d -> d.region()).distinct().toList();
        if (!forgotten.contains(topology.cluster() + "@" + topology.revision())) {
            decider.forget(topology.cluster(), topology.revision(), regions);
            forgotten.add(topology.cluster() + "@" + topology.revision());
        }
    }

    private void askGossip() {
        clusters.all().stream()
                .filter(c -> !c.deleted() && !WatchedDatacenter.of(c.topology()).isEmpty())
                .forEach(gossip::ask);
    }
}
