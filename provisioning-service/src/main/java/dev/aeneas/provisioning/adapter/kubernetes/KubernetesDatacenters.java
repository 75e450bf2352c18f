package dev.aeneas.provisioning.adapter.kubernetes;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.Sku;
import dev.aeneas.provisioning.adapter.kubernetes.KubernetesConfig.EditPolicy;
import dev.aeneas.provisioning.adapter.kubernetes.KubernetesConfig.Region;
import dev.aeneas.provisioning.adapter.kubernetes.KubernetesConfig.Size;
import dev.aeneas.provisioning.machine.Catalog;
import dev.aeneas.provisioning.machine.DatacenterOrder;
import dev.aeneas.provisioning.machine.DatacenterSight;
import dev.aeneas.provisioning.machine.Datacenters;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Datacenters as resources of cass-operator, each in the namespace of its region. */
public final class KubernetesDatacenters implements Datacenters, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesDatacenters.class);
    private static final long GIBIBYTE = 1L << 30;

    private final KubernetesConfig config;
    private final CredentialsFolder credentials;
    private final RenderDatacenter render;
    private final Map<String, RegionApi> apis = new TreeMap<>();
    private final Map<String, RegionWatch> watches = new TreeMap<>();
    /** A thread for each region: one that hangs beats late, and delays nobody. */
    private final ScheduledExecutorService beats;

    /** Is told of what may be another than before. */
    @FunctionalInterface
    public interface Observer {
        void changed(ClusterName cluster, DatacenterName datacenter, DatacenterSight sight);
    }

    /**
     * Connects to nobody yet: {@link #start} does.
     *
     * @param clients one for each region, closed with this
     */
    public KubernetesDatacenters(
            KubernetesConfig config,
            CredentialsFolder credentials,
            Function<Region, KubernetesClient> clients,
            Observer observer,
            InstantSource clock) {
        this.config = config;
        this.credentials = credentials;
        render = new RenderDatacenter(config);
        var read = new ReadDatacenter(config.edits(), config.operatorSilence());
        config.regions().forEach((name, region) -> {
            var api = new RegionApi(name, region, clients.apply(region), config.call(), config.calls());
            apis.put(name, api);
            watches.put(name, new RegionWatch(api, read, config.watchOpens(), clock, listener(observer)));
        });
        beats = Executors.newScheduledThreadPool(Math.max(1, apis.size()), work -> {
            var thread = new Thread(work, "region-beat");
            thread.setDaemon(true);
            return thread;
        });
    }

    private RegionWatch.Listener listener(Observer observer) {
        return new RegionWatch.Listener() {
            @Override
            public void changed(String region, String resource) {
                tell(observer, region, resource);
            }

            @Override
            public void synced(String region) {
                beats.execute(() -> beat(region, watches.get(region)));
            }
        };
    }

    /** Begins to watch every region. */
    public void start() {
        watches.forEach((region, watch) -> beats.scheduleWithFixedDelay(
                () -> beat(region, watch), 0, config.heartbeat().toMillis(), TimeUnit.MILLISECONDS));
    }

    private static void beat(String region, RegionWatch watch) {
        try {
            watch.beat();
        } catch (RuntimeException e) {
            LOG.warn("A region could not be looked at and is tried again: region={} reason={}", region, e.toString());
        }
    }

    /** Tells of every datacenter that is known, as whoever begins to lead needs it. */
    public void tellAll(Observer observer) {
        watches.forEach((region, watch) -> watch.names().forEach(name -> tell(observer, region, name)));
    }

    private void tell(Observer observer, String region, String resource) {
        var labels = watches.get(region).labels(resource);
        if (labels.containsKey(ResourceNames.CLUSTER) && labels.containsKey(ResourceNames.DATACENTER)) {
            observer.changed(
                    new ClusterName(labels.get(ResourceNames.CLUSTER)),
                    new DatacenterName(labels.get(ResourceNames.DATACENTER)),
                    watches.get(region).sight(resource));
        }
    }

    @Override
    public Catalog catalog() {
        var skus = config.skus().entrySet().stream()
                .sorted(Comparator.comparingInt(
                        (Map.Entry<String, Size> size) -> size.getValue().heapMegabytes()))
                .map(size -> new Sku(size.getKey()))
                .toList();
        var zones = config.regions().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, region -> region.getValue().zones().size()));
        return new Catalog(
                Grain.DATACENTER,
                List.copyOf(new TreeMap<>(config.regions()).keySet()),
                skus,
                config.cassandraVersions(),
                config.nodesPerZone(),
                // what a Kubernetes cluster has left is known to nobody but its scheduler: a pod that waits says it
                topology -> null,
                zones);
    }

    @Override
    public long diskBytes(Sku sku) {
        return config.skus().get(sku.value()).diskGigabytes() * GIBIBYTE;
    }

    @Override
    public void order(DatacenterOrder order) {
        ResourceNames.requireShort(order.cluster(), order.datacenter());
        var api = api(order.datacenter());
        var login = credentials
                .find(order.cluster().value())
                .map(ClusterCredentials::cql)
                .orElseThrow(() -> ProvisioningFailed.of(
                        "CredentialsMissing",
                        order.cluster().value(),
                        "the cluster's credentials are not there any more"));
        api.apply(render.superuser(order, login));
        var taken = api.apply(RegionApi.DATACENTERS, render.datacenter(order), config.edits() == EditPolicy.CORRECT);
        watch(order.datacenter()).ordered(taken);
    }

    @Override
    public void delete(ClusterName cluster, Datacenter datacenter, boolean leavesRing) {
        var api = api(datacenter);
        var name = ResourceNames.of(cluster, datacenter.datacenter());
        var watch = watch(datacenter);
        if (api.exists(RegionApi.DATACENTERS, name)) {
            // before: that it went may be heard sooner than the answer
            watch.leaves(name);
            try {
                if (leavesRing) {
                    api.annotate(RegionApi.DATACENTERS, name, ResourceNames.DECOMMISSION);
                }
                api.delete(RegionApi.DATACENTERS, name);
            } catch (ProvisioningFailed refused) {
                watch.stays(name);
                throw refused;
            }
        }
    }

    /** Sooner the operator would not go on with the deletion: it wants the superuser's secret for whatever it does. */
    @Override
    public void forget(ClusterName cluster, Datacenter datacenter) {
        api(datacenter).deleteSecret(ResourceNames.superuser(cluster, datacenter.datacenter()));
    }

    @Override
    public void replace(ClusterName cluster, Datacenter datacenter, String node, String task) {
        var api = api(datacenter);
        var resource = RenderReplacement.of(
                api.namespace(),
                task,
                ResourceNames.of(cluster, datacenter.datacenter()),
                ResourceNames.pod(cluster, datacenter, node));
        api.apply(RegionApi.TASKS, resource, true);
    }

    @Override
    public ReplaceEnd awaitReplaced(ClusterName cluster, Datacenter datacenter, String task, Duration bound)
            throws InterruptedException {
        try {
            var ended = api(datacenter)
                    .resources(RegionApi.TASKS)
                    .withName(task)
                    .waitUntilCondition(
                            resource -> resource != null && (is(resource, "Complete") || is(resource, "Failed")),
                            bound.toMillis(),
                            TimeUnit.MILLISECONDS);
            return is(ended, "Failed")
                    ? new ReplaceEnd.Failed("the operator's task " + task + " failed: " + conditions(ended))
                    : new ReplaceEnd.Done();
        } catch (KubernetesClientTimeoutException e) {
            return new ReplaceEnd.NotYet();
        }
    }

    private static boolean is(GenericKubernetesResource task, String type) {
        return conditions(task).stream()
                .anyMatch(condition -> type.equals(condition.get("type")) && "True".equals(condition.get("status")));
    }

    private static List<Map<?, ?>> conditions(GenericKubernetesResource task) {
        var conditions = new ArrayList<Map<?, ?>>();
        if (task.get("status", "conditions") instanceof List<?> all) {
            all.stream().filter(Map.class::isInstance).forEach(condition -> conditions.add((Map<?, ?>) condition));
        }
        return conditions;
    }

    @Override
    public DatacenterSight look(ClusterName cluster, Datacenter datacenter) {
        return watch(datacenter).sight(ResourceNames.of(cluster, datacenter.datacenter()));
    }

    @Override
    public DatacenterSight await(
            ClusterName cluster, Datacenter datacenter, Predicate<DatacenterSight> condition, Duration bound)
            throws InterruptedException {
        return watch(datacenter).await(ResourceNames.of(cluster, datacenter.datacenter()), condition, bound);
    }

    private RegionApi api(Datacenter datacenter) {
        return known(apis, datacenter);
    }

    private RegionWatch watch(Datacenter datacenter) {
        return known(watches, datacenter);
    }

    private static <T> T known(Map<String, T> regions, Datacenter datacenter) {
        var region = regions.get(datacenter.region());
        if (region == null) {
            throw ProvisioningFailed.of(
                    "RegionNotConfigured",
                    datacenter.region(),
                    "aeneas.kubernetes.regions does not name region " + datacenter.region());
        }
        return region;
    }

    @Override
    public void close() {
        // first: a beat that is cut off would take its region for silent
        watches.values().forEach(RegionWatch::close);
        beats.shutdownNow();
    }
}
