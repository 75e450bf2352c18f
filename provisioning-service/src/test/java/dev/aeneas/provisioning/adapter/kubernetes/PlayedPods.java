package dev.aeneas.provisioning.adapter.kubernetes;

import dev.aeneas.local.LoopbackBlock;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays, for the operator, what else a Kubernetes cluster would have: the controllers of stateful sets, claims and garbage, and the kubelet
 * of pods with a {@link PlayedNode} each.
 */
final class PlayedPods implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlayedPods.class);
    private static final String TEMPLATE = "test.aeneas.dev/template";
    /** The operator gives the management API ten seconds to come up. */
    private static final int UP_FOR_SECONDS = 11;

    private final KubernetesClient client;
    private final String namespace;
    private final LoopbackBlock block = LoopbackBlock.reserve();
    private final AtomicInteger addresses = new AtomicInteger();
    private final Map<String, PlayedNode> nodes = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();

    PlayedPods(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        loop.scheduleWithFixedDelay(this::turn, 0, 200, TimeUnit.MILLISECONDS);
    }

    /** What management APIs were asked for so far, in order. */
    List<String> asked() {
        return asked;
    }

    private void turn() {
        try {
            var sets =
                    client.apps().statefulSets().inNamespace(namespace).list().getItems();
            for (var set : sets) {
                if (isOrphan(set)) {
                    var unused = client.resource(set).delete();
                } else {
                    play(set);
                }
            }
            var pods = client.pods().inNamespace(namespace).list().getItems();
            pods.stream()
                    .filter(pod -> sets.stream().noneMatch(set -> owns(set, pod)))
                    .forEach(this::delete);
            pods.forEach(this::run);
            nodes.values().stream()
                    .filter(node -> pods.stream().noneMatch(node::runsIn))
                    .forEach(this::end);
            for (var claim : client.persistentVolumeClaims()
                    .inNamespace(namespace)
                    .list()
                    .getItems()) {
                if (claim.getMetadata().getDeletionTimestamp() != null) {
                    letGo(claim);
                } else if (!"Bound".equals(claim.getStatus().getPhase())) {
                    bind(claim);
                }
            }
        } catch (KubernetesClientException e) {
            LOG.info("Tried again: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Tried again", e);
        }
    }

    private void end(PlayedNode node) {
        node.end();
        nodes.values().remove(node);
    }

    /** As the garbage collector finds it. */
    private boolean isOrphan(StatefulSet set) {
        return set.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> client.genericKubernetesResources(RegionApi.DATACENTERS)
                                .inNamespace(namespace)
                                .withName(owner.getName())
                                .get()
                        == null);
    }

    private static boolean owns(StatefulSet set, Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(set.getMetadata().getUid()));
    }

    private void play(StatefulSet set) {
        int replicas = set.getSpec().getReplicas();
        var template = Integer.toHexString(
                Serialization.asJson(set.getSpec().getTemplate()).hashCode());
        var present = new TreeMap<Integer, Pod>();
        client.pods().inNamespace(namespace).list().getItems().stream()
                .filter(pod -> owns(set, pod))
                .forEach(pod -> present.put(ordinal(pod), pod));
        present.tailMap(replicas).values().forEach(this::delete);
        for (int ordinal = 0; ordinal < replicas; ordinal++) {
            if (!present.containsKey(ordinal)) {
                create(set, ordinal, template);
            }
        }
        var running = present.headMap(replicas).values();
        var outdated = running.stream()
                .filter(pod ->
                        !template.equals(pod.getMetadata().getAnnotations().get(TEMPLATE)))
                .toList();
        boolean allReady = running.size() == replicas && running.stream().allMatch(PlayedPods::isReady);
        if (allReady && !outdated.isEmpty()) {
            delete(outdated.get(outdated.size() - 1));
        }
        tell(
                set,
                running.size(),
                (int) running.stream().filter(PlayedPods::isReady).count(),
                outdated.size());
    }

    private static int ordinal(Pod pod) {
        var name = pod.getMetadata().getName();
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                        .filter(status -> status.getName().equals("cassandra"))
                        .anyMatch(ContainerStatus::getReady)
                && pod.getMetadata().getDeletionTimestamp() == null;
    }

    private void tell(StatefulSet set, int pods, int ready, int outdated) {
        var unused = client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName(set.getMetadata().getName())
                .editStatus(current -> {
                    var status = current.getStatus();
                    status.setReplicas(pods);
                    status.setCurrentReplicas(pods - outdated);
                    status.setReadyReplicas(ready);
                    status.setAvailableReplicas(ready);
                    status.setUpdatedReplicas(pods - outdated);
                    status.setObservedGeneration(set.getMetadata().getGeneration());
                    status.setUpdateRevision("as-of-" + set.getMetadata().getGeneration());
                    status.setCurrentRevision(outdated == 0 ? status.getUpdateRevision() : status.getCurrentRevision());
                    return current;
                });
    }

    private void create(StatefulSet set, int ordinal, String template) {
        var name = set.getMetadata().getName() + "-" + ordinal;
        var pod = new PodBuilder()
                .withMetadata(set.getSpec().getTemplate().getMetadata())
                .withSpec(set.getSpec().getTemplate().getSpec())
                .editMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToAnnotations(TEMPLATE, template)
                .addToLabels("statefulset.kubernetes.io/pod-name", name)
                .withOwnerReferences(owner(set))
                .endMetadata()
                .build();
        var volumes = new ArrayList<>(pod.getSpec().getVolumes());
        for (var wanted : set.getSpec().getVolumeClaimTemplates()) {
            var claim = claim(wanted, name, pod.getMetadata().getLabels());
            volumes.add(new VolumeBuilder()
                    .withName(wanted.getMetadata().getName())
                    .withNewPersistentVolumeClaim(claim, false)
                    .build());
        }
        pod.getSpec().setVolumes(volumes);
        var unused = client.resource(pod).create();
    }

    private static OwnerReference owner(StatefulSet set) {
        return new OwnerReferenceBuilder()
                .withApiVersion(set.getApiVersion())
                .withKind(set.getKind())
                .withName(set.getMetadata().getName())
                .withUid(set.getMetadata().getUid())
                .withController(true)
                .build();
    }

    private String claim(PersistentVolumeClaim wanted, String pod, Map<String, String> labels) {
        var name = wanted.getMetadata().getName() + "-" + pod;
        if (client.persistentVolumeClaims()
                        .inNamespace(namespace)
                        .withName(name)
                        .get()
                == null) {
            var unused = client.resource(new PersistentVolumeClaimBuilder(wanted)
                            .editMetadata()
                            .withName(name)
                            .withNamespace(namespace)
                            .addToLabels(labels)
                            .endMetadata()
                            .withStatus(null)
                            .build())
                    .create();
        }
        return name;
    }

    /** A pod that no machine was chosen for goes at once; its disk stays. */
    private void delete(HasMetadata pod) {
        var unused = client.resource(pod).withGracePeriod(0).delete();
    }

    private void bind(PersistentVolumeClaim claim) {
        var unused = client.resource(claim).editStatus(current -> {
            current.getStatus().setPhase("Bound");
            current.getStatus().setCapacity(current.getSpec().getResources().getRequests());
            return current;
        });
    }

    private void letGo(PersistentVolumeClaim claim) {
        var unused = client.resource(claim).edit(current -> {
            current.getMetadata().setFinalizers(List.of());
            return current;
        });
    }

    /** What a kubelet tells of its pod. */
    private void run(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        var name = pod.getMetadata().getName();
        var node = nodes.compute(name, (n, known) -> {
            if (known != null && known.runsIn(pod)) {
                return known;
            }
            if (known != null) {
                known.end();
            }
            return new PlayedNode(pod, block.address(1, addresses.incrementAndGet()), nodes::values, asked::add);
        });
        boolean ready = node.isNormal();
        if ("Running".equals(pod.getStatus().getPhase()) && isReady(pod) == ready) {
            return;
        }
        var unused = client.pods().inNamespace(namespace).withName(name).editStatus(current -> {
            var status = current.getStatus();
            status.setPhase("Running");
            status.setPodIP(node.address());
            status.setContainerStatuses(current.getSpec().getContainers().stream()
                    .map(container -> new ContainerStatusBuilder()
                            .withName(container.getName())
                            .withImage(container.getImage())
                            .withImageID(container.getImage())
                            .withRestartCount(0)
                            .withReady(ready || !container.getName().equals("cassandra"))
                            .withStarted(true)
                            .withState(new ContainerStateBuilder()
                                    .withNewRunning(Instant.now()
                                            .minusSeconds(UP_FOR_SECONDS)
                                            .truncatedTo(ChronoUnit.SECONDS)
                                            .toString())
                                    .build())
                            .build())
                    .toList());
            return current;
        });
    }

    @Override
    public void close() {
        loop.shutdownNow();
        nodes.values().forEach(PlayedNode::end);
        block.close();
    }
}
