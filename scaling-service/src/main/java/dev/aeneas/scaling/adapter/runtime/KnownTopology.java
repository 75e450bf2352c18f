package dev.aeneas.scaling.adapter.runtime;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.scaling.cluster.ClusterDecisions;
import dev.aeneas.scaling.verify.SeeTopology;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/** The topology that this service recorded last. */
@ApplicationScoped
public class KnownTopology implements SeeTopology {
    /** Looked up late: the engine is made from processes whose worker needs this. */
    private final Instance<ProcessEngine> engine;

    public KnownTopology(Instance<ProcessEngine> engine) {
        this.engine = engine;
    }

    @Override
    public Optional<ClusterTopology> topology(ClusterName cluster) {
        return engine.get()
                .find(ClusterDecisions.KIND, cluster.value())
                .flatMap(known -> Optional.ofNullable(known.topology()));
    }
}
