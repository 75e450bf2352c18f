package dev.aeneas.scaling.adapter.runtime;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.scaling.change.Changes;
import dev.aeneas.scaling.cluster.ClusterDecisions;
import dev.aeneas.scaling.cluster.KnownCluster;
import dev.aeneas.scaling.look.OpenRun;
import dev.aeneas.scaling.look.SeeCluster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/** Clusters and their open runs as this service recorded them last. */
@ApplicationScoped
public class KnownClusters implements SeeCluster {
    /** Looked up late: the engine is made from processes that need this. */
    private final Instance<ProcessEngine> engine;

    private final ProcessKind<Changes> changes;

    public KnownClusters(Instance<ProcessEngine> engine, ProcessKind<Changes> changes) {
        this.engine = engine;
        this.changes = changes;
    }

    @Override
    public Optional<ClusterTopology> topology(ClusterName cluster) {
        return known(cluster).map(KnownCluster::topology);
    }

    @Override
    public Optional<OpenRun> openRun(ClusterName cluster) {
        return known(cluster)
                .flatMap(known -> known.runs().stream().findFirst())
                .map(run -> new OpenRun(run.runId(), run.datacenter(), run.emergency()))
                .or(() -> openChange(cluster));
    }

    private Optional<OpenRun> openChange(ClusterName cluster) {
        return engine.get()
                .find(changes, cluster.value())
                .map(Changes::open)
                .map(change -> new OpenRun(change.runId(), change.datacenter(), false));
    }

    private Optional<KnownCluster> known(ClusterName cluster) {
        return engine.get().find(ClusterDecisions.KIND, cluster.value());
    }
}
