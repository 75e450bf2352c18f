package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;

/** Clusters by name, or 404. */
@ApplicationScoped
public class Clusters {
    private final ProcessEngine engine;
    private final ProcessKind<ClusterFailover> kind;

    public Clusters(ProcessEngine engine, ProcessKind<ClusterFailover> kind) {
        this.engine = engine;
        this.kind = kind;
    }

    ClusterFailover get(ClusterName cluster) {
        return engine.find(kind, cluster.value())
                .filter(c -> !c.deleted())
                .orElseThrow(() -> new NotFoundException("cluster '" + cluster + "' is not known"));
    }
}
