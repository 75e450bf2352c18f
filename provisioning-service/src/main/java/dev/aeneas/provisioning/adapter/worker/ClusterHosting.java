package dev.aeneas.provisioning.adapter.worker;

import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.local.Runtimes;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.Leadership;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.TellHints;
import dev.aeneas.provisioning.ProvisioningConfig;
import dev.aeneas.provisioning.ProvisioningConfig.Kind;
import dev.aeneas.provisioning.adapter.cluster.ClusterAccess;
import dev.aeneas.provisioning.adapter.cluster.ClusterAccess.Ways;
import dev.aeneas.provisioning.adapter.cluster.DatacenterWork;
import dev.aeneas.provisioning.adapter.cluster.NodeWork;
import dev.aeneas.provisioning.adapter.cluster.RingWork;
import dev.aeneas.provisioning.adapter.kubernetes.KubernetesConfig;
import dev.aeneas.provisioning.adapter.kubernetes.KubernetesConfig.ClientEncryption;
import dev.aeneas.provisioning.adapter.kubernetes.KubernetesDatacenters;
import dev.aeneas.provisioning.adapter.kubernetes.RegionClients;
import dev.aeneas.provisioning.adapter.kubernetes.TellObservations;
import dev.aeneas.provisioning.adapter.local.LocalConfig;
import dev.aeneas.provisioning.adapter.local.LocalMachines;
import dev.aeneas.provisioning.cluster.Cluster;
import dev.aeneas.provisioning.cluster.ClusterProcess;
import dev.aeneas.provisioning.cluster.ClusterWork;
import dev.aeneas.provisioning.cluster.OfferDecisions;
import dev.aeneas.provisioning.fault.FaultBounds;
import dev.aeneas.provisioning.machine.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
    Provider provider(
            LocalConfig local,
            KubernetesConfig kubernetes,
            CredentialsFolder credentials,
            ScheduledExecutorService timer,
            Instance<ProcessEngine> engine,
            Instance<Leadership> leadership) {
        return config.provider() == Kind.KUBERNETES
                ? kubernetes(kubernetes, credentials, timer, engine, leadership)
                : local(local, credentials, timer);
    }

    private static Provider local(LocalConfig local, CredentialsFolder credentials, ScheduledExecutorService timer) {
        var machines = new LocalMachines(local, credentials, Runtimes.find());
        long sweep = local.removedDataSweep().toMillis();
        var unused = timer.scheduleWithFixedDelay(() -> purge(machines), sweep, sweep, TimeUnit.MILLISECONDS);
        return new Provider.OfNodes(machines);
    }

    private static Provider kubernetes(
            KubernetesConfig config,
            CredentialsFolder credentials,
            ScheduledExecutorService timer,
            Instance<ProcessEngine> engine,
            Instance<Leadership> leadership) {
        // looked up late: both are made from the processes
        var observations = new TellObservations(() -> leadership.get().leads(), (cluster, id, seen) -> engine.get()
                .report(new ProcessId("cluster", cluster.value()), id, seen));
        var datacenters = new KubernetesDatacenters(
                config, credentials, new RegionClients(config), observations, InstantSource.system());
        datacenters.start();
        long beat = config.heartbeat().toMillis();
        var unused = timer.scheduleWithFixedDelay(
                () -> datacenters.tellAll(observations), beat, beat, TimeUnit.MILLISECONDS);
        return new Provider.OfDatacenters(datacenters);
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
    ProcessKind<Cluster> kind(Provider provider) {
        return ClusterProcess.kind(
                provider.catalog(),
                config.attempts(),
                config.lease(),
                new FaultBounds(config.longestFault(), config.faultUndoPause()));
    }

    @Produces
    @Singleton
    OfferDecisions offers(Provider provider) {
        return new OfferDecisions(provider.catalog());
    }

    @Produces
    @Singleton
    ClusterAccess access(Provider provider, KubernetesConfig kubernetes, CredentialsFolder credentials) {
        var sessions = new CqlClusters(CqlBounds.DEFAULT);
        var ways = provider instanceof Provider.OfNodes
                ? Ways.overJmxAndCql(sessions, config.probe())
                : Ways.overManagementApiAndCql(pods(kubernetes), sessions, config.probe());
        return new ClusterAccess(credentials, ways);
    }

    private static Ways.Pods pods(KubernetesConfig kubernetes) {
        var sidecar = kubernetes.sidecar();
        return new Ways.Pods(
                kubernetes.managementPort(),
                sidecar.image().isPresent() ? sidecar.port() : null,
                kubernetes.certificateSecret().isPresent()
                        && kubernetes.clientEncryption() == ClientEncryption.REQUIRED);
    }

    /** For whoever only asks a cluster, and fences nothing. */
    @Produces
    @Singleton
    RingWork ring(ClusterAccess access) {
        return new RingWork(access, config);
    }

    @Produces
    @Singleton
    HostedProcess<Cluster, ClusterWork> clusters(
            ProcessKind<Cluster> kind,
            Provider provider,
            ClusterAccess access,
            Instance<ProcessEngine> engine,
            Instance<Leadership> leadership,
            TellHints hints) {
        // looked up late: both are made from the processes
        Function<ClusterName, Optional<Cluster>> newest =
                cluster -> engine.get().find(kind, cluster.value());
        Leadership leads = () -> leadership.get().leads();
        var worker = provider instanceof Provider.OfNodes single
                ? new ClusterWorker(new NodeWork(single.machines(), access, config), newest, leads, hints)
                : new ClusterWorker(
                        new DatacenterWork(
                                ((Provider.OfDatacenters) provider).datacenters(), new RingWork(access, config)),
                        newest,
                        leads);
        return new HostedProcess<>(kind, ClusterWork.class, worker);
    }
}
