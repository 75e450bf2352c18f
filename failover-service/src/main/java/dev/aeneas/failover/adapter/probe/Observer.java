package dev.aeneas.failover.adapter.probe;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Observation.DatacenterObserved;
import dev.aeneas.failover.adapter.cluster.ManagedNodes;
import dev.aeneas.failover.adapter.runtime.KnownClusters;
import dev.aeneas.failover.adapter.wire.FrameLoop;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.detection.SilenceTracker.Sighting;
import dev.aeneas.failover.detection.VantagePoint;
import dev.aeneas.failover.detection.WatchedDatacenter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** This replica as a vantage point: looks at every datacenter of every known cluster and tells what it sees. */
@ApplicationScoped
public class Observer {
    private final KnownClusters clusters;
    private final VantagePoint here;
    private final DetectionParameters parameters;
    private final Outbox outbox;
    private final GossipEvidence gossip;
    private final Canaries canaries;
    private final ManagedNodes nodes;
    private final FrameLoop loop = new FrameLoop("probes");
    private final Map<Watch, ProbeRounds> rounds = new HashMap<>();

    public Observer(
            KnownClusters clusters,
            VantagePoint here,
            DetectionParameters parameters,
            Outbox outbox,
            GossipEvidence gossip,
            Canaries canaries,
            ManagedNodes nodes) {
        this.clusters = clusters;
        this.here = here;
        this.parameters = parameters;
        this.outbox = outbox;
        this.gossip = gossip;
        this.canaries = canaries;
        this.nodes = nodes;
    }

    private record Watch(ClusterName cluster, DatacenterName datacenter) {}

    /** Begins one round of every datacenter; called at the probe interval by one thread, returns at once. */
    public void look() {
        var watched = clusters.all().stream()
                .filter(c -> !c.deleted())
                .flatMap(c -> WatchedDatacenter.of(c.topology()).stream())
                .toList();
        forgetAllBut(watched);
        watched.forEach(w -> rounds.computeIfAbsent(watch(w), k -> roundsOf(w)).start(w.addresses()));
    }

    /** As {@link #look()}, for what clients do. */
    public void write() {
        canaries.look();
    }

    /** Sees to it that there is something to write to; waits for the clusters within bounds. */
    public void provideTables() {
        canaries.provideTables();
    }

    private void forgetAllBut(List<WatchedDatacenter> watched) {
        var known = watched.stream().map(Observer::watch).toList();
        rounds.entrySet().removeIf(e -> {
            boolean gone = !known.contains(e.getKey());
            if (gone) {
                e.getValue().close();
            }
            return gone;
        });
    }

    private static Watch watch(WatchedDatacenter datacenter) {
        return new Watch(datacenter.cluster(), datacenter.datacenter());
    }

    private ProbeRounds roundsOf(WatchedDatacenter datacenter) {
        return new ProbeRounds(
                loop,
                parameters,
                () -> nodes.authority(datacenter.cluster()),
                sighting -> outbox.put(observed(datacenter, sighting)));
    }

    private DatacenterObserved observed(WatchedDatacenter of, Sighting sighting) {
        return new DatacenterObserved(
                of.cluster(),
                of.datacenter(),
                of.region(),
                here.name(),
                here.region(),
                sighting.round(),
                sighting.answering(),
                sighting.total(),
                gossip.nodesDown(of.cluster(), of.datacenter()),
                sighting.silentRounds(),
                sighting.lastAnswerAt(),
                sighting.at(),
                canaries.of(of.cluster(), of.datacenter()).orElse(null));
    }
}
