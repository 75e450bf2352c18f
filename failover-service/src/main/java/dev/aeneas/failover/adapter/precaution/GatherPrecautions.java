package dev.aeneas.failover.adapter.precaution;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.failover.readiness.Precautions;
import dev.aeneas.failover.readiness.Precautions.Repairs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Asks backup-service, Kafka and the control store, each within its bound. */
@ApplicationScoped
public class GatherPrecautions {
    private final AskBackups backups;
    private final ControlPlane control;

    public GatherPrecautions(AskBackups backups, ControlPlane control) {
        this.backups = backups;
        this.control = control;
    }

    public Precautions gather(ClusterName cluster, Optional<Repairs> repairs) {
        return new Precautions(repairs, backups.of(cluster), control.parts());
    }
}
