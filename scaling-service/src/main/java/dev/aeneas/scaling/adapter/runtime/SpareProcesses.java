package dev.aeneas.scaling.adapter.runtime;

import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.scaling.ScalingConfig;
import dev.aeneas.scaling.look.SeeCluster;
import dev.aeneas.scaling.spare.LookAtSpares;
import dev.aeneas.scaling.spare.SpareBounds;
import dev.aeneas.scaling.spare.SpareLooker;
import dev.aeneas.scaling.spare.SpareProcess;
import dev.aeneas.scaling.spare.SpareWatch;
import dev.aeneas.scaling.verify.SurveyNodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the clusters whose spares are looked at to the platform. */
@ApplicationScoped
public class SpareProcesses {
    private final ScalingConfig.SparesConfig config;

    public SpareProcesses(ScalingConfig config) {
        this.config = config.spares();
    }

    @Produces
    @Singleton
    ProcessKind<SpareWatch> spareKind() {
        return SpareProcess.kind(new SpareBounds(config.interval(), config.askAgain()));
    }

    @Produces
    @Singleton
    HostedProcess<SpareWatch, LookAtSpares> spares(
            ProcessKind<SpareWatch> kind, SeeCluster clusters, SurveyNodes nodes) {
        return new HostedProcess<>(kind, LookAtSpares.class, new SpareLooker(clusters, nodes));
    }
}
