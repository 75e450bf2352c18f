package dev.aeneas.provisioning.adapter.kubernetes;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterCondition;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.provisioning.adapter.kubernetes.ReadDatacenter.Known;
import dev.aeneas.provisioning.machine.DatacenterConditions;
import dev.aeneas.provisioning.machine.DatacenterSight;
import dev.aeneas.provisioning.machine.DatacenterSight.State;
import dev.aeneas.provisioning.machine.RegionUnreachable;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one region: datacenters, pods that wait for a place, pods that could not be made. Whoever waits is woken by what
 * changes; nothing is asked again and again but for a sign of life.
 */
final class RegionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegionWatch.class);

    private static final int DEAF_MAX = 3;

    private final RegionApi api;
    private final ReadDatacenter read;
    private final InstantSource clock;
    private final Listener listener;

    private final Map<String, GenericKubernetesResource> datacenters = new HashMap<>();
    private final Map<String, Pod> waiting = new HashMap<>();
    private final Map<String, Event> refused = new HashMap<>();
    private final Map<String, Ordered> ordered = new HashMap<>();
    private final Map<String, Since> since = new HashMap<>();
    private final Set<String> leaving = new HashSet<>();
    private final Map<String, Map<String, String>> deletedByHand = new HashMap<>();
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private DatacenterCondition trouble;
    /** Beats in a row without a whole watch: one that begins, or begins again by itself, is given some time. */
    private int deaf;

    private boolean closed;

    /** Is told whenever something may be another than before. */
    interface Listener {
        /**
         * A datacenter may be another.
         *
         * @param name of the resource
         */
        void changed(String region, String name);
    }

    private record Ordered(long generation) {}

    private record Since(long generation, Instant at) {}

    RegionWatch(RegionApi api, ReadDatacenter read, InstantSource clock, Listener listener) {
        this.api = api;
        this.read = read;
        this.clock = clock;
        this.listener = listener;
        trouble = new DatacenterCondition(
                DatacenterConditions.API_UNREACHABLE,
                "nothing was heard of region " + api.region() + " yet",
                api.region());
    }

    /** Begins to watch as soon as the region answers; called again and again, it sees whether it still does. */
    void beat() {
        try {
            api.ping();
            // before the first lists are there, absent would only mean that nobody has looked
            if (watches()) {
                forgetWhatWent();
                troubled(null);
            }
        } catch (RegionUnreachable e) {
            troubled(new DatacenterCondition(
                    DatacenterConditions.API_UNREACHABLE,
                    e.getMessage() + "; what is told of it was seen before",
                    api.region()));
        } catch (ProvisioningFailed e) {
            troubled(new DatacenterCondition(e.error().code(), e.error().message(), api.region()));
        }
    }

    /** Whether every list has been seen; begins to watch where nobody does. */
    private boolean watches() {
        synchronized (informers) {
            if (!closed) {
                watch();
            }
            return !closed && informers.stream().allMatch(SharedIndexInformer::hasSynced);
        }
    }

    private void watch() {
        boolean whole = informers.stream().allMatch(informer -> informer.isRunning() && informer.isWatching());
        deaf = whole ? 0 : deaf + 1;
        if (deaf > DEAF_MAX) {
            deaf = 0;
            // one that gave up does not begin again by itself
            LOG.warn("Watching region anew: region={}", api.region());
            stop();
        }
        if (informers.isEmpty()) {
            var client = api.client();
            start(
                    client.genericKubernetesResources(RegionApi.DATACENTERS)
                            .inNamespace(api.namespace())
                            .withLabel(ResourceNames.MANAGED_BY, ResourceNames.US)
                            .runnableInformer(0),
                    handler(datacenters, resource -> true, resource -> resource.getMetadata()
                            .getName()));
            start(
                    client.pods()
                            .inNamespace(api.namespace())
                            .withLabel(ResourceNames.CLUSTER)
                            .withField("status.phase", "Pending")
                            .runnableInformer(0),
                    handler(waiting, RegionWatch::pending, RegionWatch::ofPod));
            start(
                    client.v1()
                            .events()
                            .inNamespace(api.namespace())
                            .withField("reason", "FailedCreate")
                            .runnableInformer(0),
                    handler(
                            refused,
                            event -> "FailedCreate".equals(event.getReason()) && event.getInvolvedObject() != null,
                            this::ofEvent));
        }
    }

    private <T extends HasMetadata> void start(SharedIndexInformer<T> informer, ResourceEventHandler<T> handler) {
        informers.add(informer);
        informer.addEventHandler(handler);
        informer.exceptionHandler((started, e) -> {
            LOG.warn("A watch of a region broke and is tried again: region={} reason={}", api.region(), e.toString());
            return true;
        });
        informer.start().exceptionally(e -> null);
    }

    private static boolean pending(Pod pod) {
        return pod.getStatus() != null && "Pending".equals(pod.getStatus().getPhase());
    }

    private interface Owner<T> {
        /** The datacenter's resource that a thing belongs to; null: none of ours. */
        String of(T thing);
    }

    private <T extends HasMetadata> ResourceEventHandler<T> handler(
            Map<String, T> store, Predicate<T> counts, Owner<T> owner) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T added) {
                put(added);
            }

            @Override
            public void onUpdate(T before, T after) {
                put(after);
            }

            private void put(T thing) {
                if (counts.test(thing)) {
                    seen(store, thing.getMetadata().getName(), thing, owner.of(thing));
                } else {
                    seen(store, thing.getMetadata().getName(), null, owner.of(thing));
                }
            }

            @Override
            public void onDelete(T gone, boolean unknownState) {
                seen(store, gone.getMetadata().getName(), null, owner.of(gone));
            }
        };
    }

    private <T> void seen(Map<String, T> store, String key, T thing, String owner) {
        synchronized (this) {
            var before = thing == null ? store.remove(key) : store.put(key, thing);
            if (store == datacenters) {
                datacenterSeen(key, (GenericKubernetesResource) before, (GenericKubernetesResource) thing);
            }
            notifyAll();
        }
        if (owner != null) {
            listener.changed(api.region(), owner);
        }
    }

    private void datacenterSeen(String name, GenericKubernetesResource before, GenericKubernetesResource resource) {
        if (resource == null) {
            ordered.remove(name);
            since.remove(name);
            if (!leaving.remove(name) && before != null) {
                deletedByHand.put(name, before.getMetadata().getLabels());
            }
            return;
        }
        deletedByHand.remove(name);
        long generation = generation(resource);
        var known = since.get(name);
        if (known == null || known.generation() != generation) {
            since.put(name, new Since(generation, clock.instant()));
        }
    }

    /** An order was taken: what is seen of an older generation is late. */
    synchronized void ordered(GenericKubernetesResource taken) {
        var name = taken.getMetadata().getName();
        leaving.remove(name);
        deletedByHand.remove(name);
        ordered.put(name, new Ordered(generation(taken)));
    }

    /** A deletion was taken: the datacenter is there until we hear that it went. */
    synchronized void leaving(String name) {
        leaving.add(name);
    }

    /** What was made and deleted between two lists tells nobody that it went. */
    private void forgetWhatWent() {
        List<String> unseen;
        synchronized (this) {
            unseen = leaving.stream()
                    .filter(name -> !datacenters.containsKey(name))
                    .toList();
        }
        for (var name : unseen) {
            if (!api.exists(RegionApi.DATACENTERS, name)) {
                synchronized (this) {
                    leaving.remove(name);
                    ordered.remove(name);
                    notifyAll();
                }
            }
        }
    }

    private void troubled(DatacenterCondition now) {
        List<String> names = List.of();
        synchronized (this) {
            boolean another = !Objects.equals(
                    Optional.ofNullable(trouble).map(DatacenterCondition::code).orElse(null),
                    Optional.ofNullable(now).map(DatacenterCondition::code).orElse(null));
            trouble = now;
            if (another) {
                LOG.info("Region: region={} condition={}", api.region(), now);
                names = List.copyOf(datacenters.keySet());
            }
            // time alone makes an operator silent
            notifyAll();
        }
        names.forEach(name -> listener.changed(api.region(), name));
    }

    /** What is known of a datacenter, by its resource's name. */
    synchronized DatacenterSight sight(String name) {
        var resource = datacenters.get(name);
        var known = new Known(
                resource,
                Optional.ofNullable(ordered.get(name)).map(Ordered::generation).orElse(0L),
                Optional.ofNullable(since.get(name)).map(Since::at).orElse(Instant.MAX),
                waiting.values().stream().filter(pod -> name.equals(ofPod(pod))).toList(),
                refused.values().stream()
                        .filter(event -> name.equals(ofEvent(event)))
                        .toList());
        var sight = read.read(known, clock.instant());
        if (resource == null) {
            sight = absent(name);
        }
        if (trouble == null) {
            return sight;
        }
        var conditions = new ArrayList<DatacenterCondition>();
        conditions.add(trouble);
        conditions.addAll(sight.conditions());
        return sight.with(conditions);
    }

    private DatacenterSight absent(String name) {
        if (leaving.contains(name) || ordered.containsKey(name)) {
            return new DatacenterSight(State.WORKING, false, List.of(), List.of());
        }
        var conditions = deletedByHand.containsKey(name)
                ? List.of(new DatacenterCondition(
                        DatacenterConditions.DELETED_BY_HAND, "somebody else deleted the resource", name))
                : List.<DatacenterCondition>of();
        return new DatacenterSight(trouble == null ? State.ABSENT : State.UNKNOWN, false, List.of(), conditions);
    }

    /** Returns when the condition holds, or with what was seen last. */
    DatacenterSight await(String name, Predicate<DatacenterSight> condition, Duration bound)
            throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        synchronized (this) {
            while (true) {
                var sight = sight(name);
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (condition.test(sight) || left <= 0) {
                    return sight;
                }
                wait(left);
            }
        }
    }

    /** Names of every datacenter that is there, or that somebody else deleted, with their labels. */
    synchronized Map<String, Map<String, String>> labels() {
        var labels = new HashMap<>(deletedByHand);
        datacenters.forEach(
                (name, resource) -> labels.put(name, resource.getMetadata().getLabels()));
        return labels;
    }

    private static String ofPod(Pod pod) {
        var labels = pod.getMetadata().getLabels();
        return labels == null
                        || !labels.containsKey(ResourceNames.CLUSTER)
                        || !labels.containsKey(ResourceNames.DATACENTER)
                ? null
                : ResourceNames.of(
                        new ClusterName(labels.get(ResourceNames.CLUSTER)),
                        new DatacenterName(labels.get(ResourceNames.DATACENTER)));
    }

    /** Of a stateful set of one of our datacenters: its name has the resource's in its middle. */
    private synchronized String ofEvent(Event event) {
        var set = event.getInvolvedObject().getName();
        return datacenters.keySet().stream()
                .filter(name -> set != null && set.contains("-" + name + "-") && set.endsWith("-sts"))
                .findFirst()
                .orElse(null);
    }

    private static long generation(GenericKubernetesResource resource) {
        return Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L);
    }

    private void stop() {
        informers.forEach(SharedIndexInformer::stop);
        informers.clear();
    }

    @Override
    public void close() {
        synchronized (informers) {
            closed = true;
            stop();
        }
        api.close();
    }
}
