package dev.aeneas.failover.adapter.cluster;

import dev.aeneas.failover.adapter.runtime.KnownClusters;
import dev.aeneas.failover.drill.Acknowledged;
import dev.aeneas.failover.drill.Drill;
import dev.aeneas.failover.drill.Workload;
import dev.aeneas.failover.drill.Workload.RunWorkload;
import dev.aeneas.failover.drill.Workload.Watched;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes a row after the other where clients belong, as an application that follows the routing, and reads them all again. */
@ApplicationScoped
public class WriteDuringDrill implements RunWorkload {
    private final ManagedNodes nodes;
    private final KnownClusters clusters;

    public WriteDuringDrill(ManagedNodes nodes, KnownClusters clusters) {
        this.nodes = nodes;
        this.clusters = clusters;
    }

    @Override
    public Acknowledged run(Workload work, Watched drill) throws InterruptedException {
        try (var table = new CqlRowTable(nodes, clusters, work)) {
            if (drill.now()
                    .map(Drill::phase)
                    .filter(Drill.Phase.WARMING::equals)
                    .isPresent()) {
                table.provide(); // later a region may be away, and what cannot be reached is not acknowledged
            }
            return new RowWriter(table, drill, Ticks.SYSTEM).run();
        }
    }
}
