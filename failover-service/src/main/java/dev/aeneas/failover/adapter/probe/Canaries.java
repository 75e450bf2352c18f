package dev.aeneas.failover.adapter.probe;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Observation.Canary;
import dev.aeneas.failover.FailoverConfig;
import dev.aeneas.failover.adapter.cluster.ManagedNodes;
import dev.aeneas.failover.adapter.runtime.KnownClusters;
import dev.aeneas.failover.adapter.wire.FrameLoop;
import dev.aeneas.failover.canary.Arrivals;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.detection.VantagePoint;
import dev.aeneas.failover.detection.WatchedDatacenter;
import dev.aeneas.failover.readiness.ReadinessFacts.Replication;
import dev.aeneas.failover.readiness.SeeReplication;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Does what clients do in every datacenter of every known cluster, and knows how it goes. */
@ApplicationScoped
public class Canaries implements SeeReplication {
    /** Nobody scrapes every second. */
    private static final int LOOKS_PER_METRICS = 5;

    private final KnownClusters clusters;
    private final VantagePoint here;
    private final DetectionParameters parameters;
    private final ManagedNodes nodes;
    private final CanaryTable table;
    private final FrameLoop loop = new FrameLoop("canaries");
    private final Duration told;
    private long looks;
    private final CanaryMetrics metrics = new CanaryMetrics();
    private final Map<Of, InOne> inOne = new ConcurrentHashMap<>();
    private final Map<ClusterName, Arrivals> arrivals = new ConcurrentHashMap<>();

    public Canaries(
            KnownClusters clusters,
            VantagePoint here,
            DetectionParameters parameters,
            ManagedNodes nodes,
            CanaryTable table,
            FailoverConfig config) {
        this.clusters = clusters;
        this.here = here;
        this.parameters = parameters;
        this.nodes = nodes;
        this.table = table;
        this.told = config.readiness().lag();
    }

    private record Of(ClusterName cluster, DatacenterName datacenter) {}

    private record InOne(CanaryRounds rounds, CanaryRows rows) {}

    /** Begins one round everywhere; called at the interval by one thread, returns at once. */
    void look() {
        var watched = clusters.all().stream()
                .filter(c -> !c.deleted())
                .flatMap(c -> WatchedDatacenter.of(c.topology()).stream())
                .collect(Collectors.toMap(w -> new Of(w.cluster(), w.datacenter()), w -> w));
        forgetAllBut(watched.keySet());
        var ofCluster = watched.keySet().stream()
                .collect(Collectors.groupingBy(Of::cluster, Collectors.mapping(Of::datacenter, Collectors.toSet())));
        watched.forEach((of, w) -> {
            var one = inOne.computeIfAbsent(of, this::begin);
            one.rows().datacenters(ofCluster.get(of.cluster()));
            one.rounds().start(w.addresses());
        });
        if (looks++ % LOOKS_PER_METRICS == 0) {
            tellMetrics();
        }
    }

    private void forgetAllBut(Set<Of> watched) {
        inOne.entrySet().removeIf(e -> {
            boolean gone = !watched.contains(e.getKey());
            if (gone) {
                e.getValue().rounds().close();
                Optional.ofNullable(arrivals.get(e.getKey().cluster()))
                        .ifPresent(rows -> rows.forget(e.getKey().datacenter()));
            }
            return gone;
        });
        arrivals.keySet().retainAll(watched.stream().map(Of::cluster).collect(Collectors.toSet()));
    }

    private InOne begin(Of of) {
        var canaries = parameters.canaries();
        var ofCluster = arrivals.computeIfAbsent(of.cluster(), c -> new Arrivals(canaries.interval()));
        var rows = new CanaryRows(here.name(), of.datacenter(), ofCluster);
        return new InOne(new CanaryRounds(loop, canaries, rows, () -> nodes.logins(of.cluster())), rows);
    }

    void provideTables() {
        clusters.all().stream().filter(c -> !c.deleted()).forEach(table::provide);
    }

    /** As the last try left it; empty: not known. */
    public Optional<Canary> of(ClusterName cluster, DatacenterName datacenter) {
        return Optional.ofNullable(inOne.get(new Of(cluster, datacenter)))
                .flatMap(one -> one.rounds().current());
    }

    @Override
    public Replication of(ClusterName cluster, DatacenterName primary, DatacenterName standby) {
        if (parameters.canaries().areOff()) {
            return new Replication.Off();
        }
        var canary = of(cluster, standby);
        if (canary.isEmpty()) {
            return new Replication.Unknown("no row was written in " + standby + " yet");
        }
        if (canary.get().failedRounds() > 0) {
            return new Replication.Unknown("a row cannot be written in " + standby + ": "
                    + canary.get().error());
        }
        return canary.get().lags().stream()
                .filter(lag -> lag.from().equals(primary))
                .findFirst()
                .<Replication>map(lag -> new Replication.Behind(lag.lag(), told))
                .orElseGet(() -> new Replication.Unknown("no row was acknowledged in " + primary + " yet"));
    }

    private void tellMetrics() {
        metrics.tell(inOne.entrySet().stream()
                .flatMap(e -> e.getValue().rounds().current().stream()
                        .map(canary -> new CanaryMetrics.Of(
                                e.getKey().cluster(), e.getKey().datacenter(), canary)))
                .toList());
    }
}
