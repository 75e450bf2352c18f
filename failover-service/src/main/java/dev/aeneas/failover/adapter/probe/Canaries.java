package dev.aeneas.failover.adapter.probe;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Observation.Canary;
import dev.aeneas.failover.adapter.cluster.ManagedNodes;
import dev.aeneas.failover.adapter.runtime.KnownClusters;
import dev.aeneas.failover.adapter.wire.FrameLoop;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.detection.VantagePoint;
import dev.aeneas.failover.detection.WatchedDatacenter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Does what clients do in every datacenter of every known cluster, and knows how it goes. */
@ApplicationScoped
public class Canaries {
    private final KnownClusters clusters;
    private final VantagePoint here;
    private final DetectionParameters parameters;
    private final ManagedNodes nodes;
    private final CanaryTable table;
    private final FrameLoop loop = new FrameLoop("canaries");
    private final Map<Of, CanaryRounds> rounds = new ConcurrentHashMap<>();

    public Canaries(
            KnownClusters clusters,
            VantagePoint here,
            DetectionParameters parameters,
            ManagedNodes nodes,
            CanaryTable table) {
        this.clusters = clusters;
        this.here = here;
        this.parameters = parameters;
        this.nodes = nodes;
        this.table = table;
    }

    private record Of(ClusterName cluster, DatacenterName datacenter) {}

    /** Begins one round everywhere; called at the interval by one thread, returns at once. */
    void look() {
        var watched = clusters.all().stream()
                .filter(c -> !c.deleted())
                .flatMap(c -> WatchedDatacenter.of(c.topology()).stream())
                .collect(Collectors.toMap(w -> new Of(w.cluster(), w.datacenter()), w -> w));
        rounds.entrySet().removeIf(e -> {
            boolean gone = !watched.containsKey(e.getKey());
            if (gone) {
                e.getValue().close();
            }
            return gone;
        });
        watched.forEach((of, w) -> rounds.computeIfAbsent(of, this::roundsOf).start(w.addresses()));
    }

    void provideTables() {
        clusters.all().stream().filter(c -> !c.deleted()).forEach(table::provide);
    }

    private CanaryRounds roundsOf(Of of) {
        return new CanaryRounds(loop, parameters.canaries(), here.name(), () -> nodes.cqlLogin(of.cluster()));
    }

    /** As the last try left it; empty: not known. */
    Optional<Canary> of(ClusterName cluster, DatacenterName datacenter) {
        return Optional.ofNullable(rounds.get(new Of(cluster, datacenter))).flatMap(CanaryRounds::current);
    }
}
