package dev.aeneas.provisioning.adapter.worker;

import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.local.Runtimes;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.Leadership;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.TellHints;
import dev.aeneas.provisioning.ProvisioningConfig;
import dev.aeneas.provisioning.adapter.cluster.ClusterAccess;
import dev.aeneas.provisioning.adapter.cluster.ClusterAccess.Ways;
import dev.aeneas.provisioning.adapter.cluster.NodeWork;
import dev.aeneas.provisioning.adapter.local.LocalConfig;
import dev.aeneas.provisioning.adapter.local.LocalMachines;
import dev.aeneas.provisioning.cluster.Cluster;
import dev.aeneas.provisioning.cluster.ClusterProcess;
import dev.aeneas.provisioning.cluster.ClusterWork;
import dev.aeneas.provisioning.fault.FaultBounds;
import dev.aeneas.provisioning.machine.Machines;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the cluster process together with the provider and the bounds that the configuration names. */
@ApplicationScoped
public class ClusterHosting {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterHosting.class);

    private final ProvisioningConfig config;

    public ClusterHosting(ProvisioningConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    CredentialsFolder credentials(
            @ConfigProperty(name = "aeneas.secrets.folder", defaultValue = "${user.home}/.aeneas/secrets")
                    Path folder) {
        return new CredentialsFolder(folder);
    }

    @Produces
    @Singleton
    Machines machines(LocalConfig local, CredentialsFolder credentials, ScheduledExecutorService timer) {
        var machines = new LocalMachines(local, credentials, Runtimes.find());
        long sweep = local.removedDataSweep().toMillis();
        var unused = timer.scheduleWithFixedDelay(() -> purge(machines), sweep, sweep, TimeUnit.MILLISECONDS);
        return machines;
    }

    private static void purge(LocalMachines machines) {
        try {
            machines.purgeRemoved();
        } catch (RuntimeException e) {
            LOG.warn("Data of removed nodes is still there, the next sweep tries again: reason={}", e.toString());
        }
    }

    @Produces
    @Singleton
    NodeWork nodeWork(Machines machines, CredentialsFolder credentials) {
        var access =
                new ClusterAccess(credentials, Ways.overJmxAndCql(new CqlClusters(CqlBounds.DEFAULT), config.probe()));
        return new NodeWork(machines, access, config);
    }

    @Produces
    @Singleton
    ProcessKind<Cluster> kind(Machines machines) {
        return ClusterProcess.kind(
                machines.catalog(),
                config.attempts(),
                config.lease(),
                new FaultBounds(config.longestFault(), config.faultUndoPause()));
    }

    @Produces
    @Singleton
    HostedProcess<Cluster, ClusterWork> clusters(
            ProcessKind<Cluster> kind,
            NodeWork nodes,
            Instance<ProcessEngine> engine,
            Instance<Leadership> leadership,
            TellHints hints) {
        // looked up late: both are made from the processes
        var worker = new ClusterWorker(
                nodes,
                cluster -> engine.get().find(kind, cluster.value()),
                () -> leadership.get().leads(),
                hints);
        return new HostedProcess<>(kind, ClusterWork.class, worker);
    }
}
