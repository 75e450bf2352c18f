package dev.aeneas.scaling.adapter.runtime;

import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.scaling.AutoscaleConfig;
import dev.aeneas.scaling.SecretsConfig;
import dev.aeneas.scaling.adapter.cluster.MeasureOverJmx;
import dev.aeneas.scaling.autoscale.AutoscaleBounds;
import dev.aeneas.scaling.autoscale.AutoscaleProcess;
import dev.aeneas.scaling.autoscale.Autoscaling;
import dev.aeneas.scaling.autoscale.LoadLooker;
import dev.aeneas.scaling.autoscale.LookAtLoad;
import dev.aeneas.scaling.autoscale.MeasureNodes;
import dev.aeneas.scaling.look.SeeCluster;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the datacenters that follow their load to the platform. */
@ApplicationScoped
public class AutoscaleProcesses {
    private final AutoscaleConfig config;

    public AutoscaleProcesses(AutoscaleConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    ProcessKind<Autoscaling> autoscaleKind(SeeCluster clusters) {
        return AutoscaleProcess.kind(
                clusters,
                new AutoscaleBounds(
                        config.interval(), config.looks(), config.shrinkPercent(), config.pendingCompactions()));
    }

    @Produces
    @Singleton
    HostedProcess<Autoscaling, LookAtLoad> autoscaling(
            ProcessKind<Autoscaling> kind, SeeCluster clusters, MeasureNodes nodes) {
        return new HostedProcess<>(kind, LookAtLoad.class, new LoadLooker(clusters, nodes));
    }

    @Produces
    @Singleton
    @DefaultBean
    MeasureNodes measureNodes(SecretsConfig secrets) {
        return new MeasureOverJmx(new CredentialsFolder(secrets.folder()), config.nodePatience(), config.concurrency());
    }
}
