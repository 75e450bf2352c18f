package dev.aeneas.provisioning.adapter.kubernetes;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One watch of a region: its datacenters, pods that wait for a place, pods that could not be made. What is read here is
 * never older than what the listener was told.
 */
final class RegionInformers {
    private static final Logger LOG = LoggerFactory.getLogger(RegionInformers.class);
    private static final String BY_DATACENTER = "datacenter";

    private final RegionApi api;
    private final SharedIndexInformer<GenericKubernetesResource> datacenters;
    private final SharedIndexInformer<Pod> waiting;
    private final SharedIndexInformer<Event> refused;
    private final Listener listener;
    private boolean started;

    /** Is told of changes in their order, on threads of the client. */
    interface Listener {
        void seen(GenericKubernetesResource datacenter);

        void gone(GenericKubernetesResource datacenter);

        /**
         * Something of a datacenter is another.
         *
         * @param name of the datacenter's resource
         */
        void touched(String name);

        /** Every list has been seen. */
        void synced();
    }

    RegionInformers(RegionApi api, Listener listener) {
        this.api = api;
        this.listener = listener;
        var client = api.client();
        datacenters = client.genericKubernetesResources(RegionApi.DATACENTERS)
                .inNamespace(api.namespace())
                .withLabel(ResourceNames.MANAGED_BY, ResourceNames.US)
                .runnableInformer(0)
                .addEventHandler(handler(listener::seen, listener::gone));
        waiting = client.pods()
                .inNamespace(api.namespace())
                .withLabel(ResourceNames.CLUSTER)
                .withField("status.phase", "Pending")
                .runnableInformer(0)
                .addIndexers(Map.of(BY_DATACENTER, RegionInformers::waitsFor));
        Consumer<Pod> ofPod = pod -> ofPod(pod).ifPresent(listener::touched);
        waiting.addEventHandler(handler(ofPod, ofPod));
        refused = client.v1()
                .events()
                .inNamespace(api.namespace())
                .withField("reason", "FailedCreate")
                .runnableInformer(0);
        Consumer<Event> ofEvent = event -> datacenters()
                .map(datacenter -> datacenter.getMetadata().getName())
                .filter(refusedFor(event))
                .forEach(listener::touched);
        refused.addEventHandler(handler(ofEvent, ofEvent));
        all().forEach(informer -> informer.exceptionHandler((started, e) -> {
            LOG.warn("A watch of a region broke and is tried again: region={} reason={}", api.region(), e.toString());
            return true;
        }));
    }

    private static <T> ResourceEventHandler<T> handler(Consumer<T> there, Consumer<T> gone) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T added) {
                there.accept(added);
            }

            @Override
            public void onUpdate(T before, T after) {
                there.accept(after);
            }

            @Override
            public void onDelete(T last, boolean unknownState) {
                gone.accept(last);
            }
        };
    }

    private Stream<SharedIndexInformer<? extends HasMetadata>> all() {
        return Stream.of(datacenters, waiting, refused);
    }

    /** Again: nothing. */
    void start() {
        if (started) {
            return;
        }
        started = true;
        var lists =
                all().map(informer -> informer.start().toCompletableFuture()).toArray(CompletableFuture<?>[]::new);
        var unused = CompletableFuture.allOf(lists).thenRun(listener::synced);
    }

    /** Whether each list was seen once. */
    boolean synced() {
        return all().allMatch(SharedIndexInformer::hasSynced);
    }

    /** Whether each change is heard of now. */
    boolean watching() {
        return all().allMatch(informer -> informer.isRunning() && informer.isWatching());
    }

    Stream<GenericKubernetesResource> datacenters() {
        return datacenters.getStore().list().stream();
    }

    Optional<GenericKubernetesResource> datacenter(String name) {
        return Optional.ofNullable(datacenters.getStore().getByKey(Cache.namespaceKeyFunc(api.namespace(), name)));
    }

    List<Pod> waiting(String datacenter) {
        return waiting.getIndexer().byIndex(BY_DATACENTER, datacenter);
    }

    List<Event> refused(String datacenter) {
        return refused.getStore().list().stream()
                .filter(event -> refusedFor(event).test(datacenter))
                .toList();
    }

    /** A server's field selector leaves others out; one that knows none does not. */
    private static List<String> waitsFor(Pod pod) {
        boolean pending =
                pod.getStatus() != null && "Pending".equals(pod.getStatus().getPhase());
        return pending ? ofPod(pod).stream().toList() : List.of();
    }

    private static Optional<String> ofPod(Pod pod) {
        var labels = Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of());
        return labels.containsKey(ResourceNames.CLUSTER) && labels.containsKey(ResourceNames.DATACENTER)
                ? Optional.of(ResourceNames.of(
                        new ClusterName(labels.get(ResourceNames.CLUSTER)),
                        new DatacenterName(labels.get(ResourceNames.DATACENTER))))
                : Optional.empty();
    }

    /** It names the stateful set of a rack, which has the name of the datacenter's resource in its middle. */
    private static Predicate<String> refusedFor(Event event) {
        var set = Optional.ofNullable(event.getInvolvedObject())
                .map(involved -> involved.getName())
                .orElse("");
        return datacenter -> "FailedCreate".equals(event.getReason())
                && set.contains("-" + datacenter + "-")
                && set.endsWith("-sts");
    }

    void stop() {
        all().forEach(SharedIndexInformer::stop);
    }
}
