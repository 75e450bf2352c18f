package dev.aeneas.provisioning.adapter.kubernetes;

import dev.aeneas.provisioning.adapter.kubernetes.KubernetesConfig.Region;
import dev.aeneas.provisioning.machine.RegionUnreachable;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The API of one region, with threads of its own: however long it hangs, a caller waits no longer than the bound. */
final class RegionApi implements AutoCloseable {
    static final ResourceDefinitionContext DATACENTERS =
            definition("cassandra.datastax.com", "v1beta1", "CassandraDatacenter", "cassandradatacenters");
    static final ResourceDefinitionContext TASKS =
            definition("control.k8ssandra.io", "v1alpha1", "CassandraTask", "cassandratasks");

    private final String region;
    private final String namespace;
    private final KubernetesClient client;
    private final Duration bound;
    private final ThreadPoolExecutor threads;

    RegionApi(String region, Region config, KubernetesClient client, Duration bound, int calls) {
        this.region = region;
        this.namespace = config.namespace();
        this.client = client;
        this.bound = bound;
        threads = new ThreadPoolExecutor(calls, calls, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(calls), work -> {
            var thread = new Thread(work, "region-" + region);
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    String region() {
        return region;
    }

    String namespace() {
        return namespace;
    }

    KubernetesClient client() {
        return client;
    }

    NonNamespaceOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            resources(ResourceDefinitionContext type) {
        return client.genericKubernetesResources(type).inNamespace(namespace);
    }

    /**
     * Applies as our own field manager.
     *
     * @param force takes fields that somebody else holds; otherwise they are a conflict
     */
    GenericKubernetesResource apply(ResourceDefinitionContext type, GenericKubernetesResource wanted, boolean force) {
        return call("apply " + wanted.getMetadata().getName(), () -> client.genericKubernetesResources(type)
                .inNamespace(namespace)
                .resource(wanted)
                .patch(applying(force)));
    }

    void apply(Secret wanted) {
        var unused = call(
                "apply secret " + wanted.getMetadata().getName(),
                () -> client.secrets().inNamespace(namespace).resource(wanted).patch(applying(true)));
    }

    /** Says yes to something on a resource. */
    void annotate(ResourceDefinitionContext type, String name, String annotation) {
        var patch = "{\"metadata\":{\"annotations\":{\"" + annotation + "\":\"true\"}}}";
        var unused = call(
                "annotate " + name,
                () -> resources(type).withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    /** False: there was none. */
    boolean delete(ResourceDefinitionContext type, String name) {
        return call(
                "delete " + name, () -> !resources(type).withName(name).delete().isEmpty());
    }

    void deleteSecret(String name) {
        var unused = call(
                "delete secret " + name,
                () -> client.secrets().inNamespace(namespace).withName(name).delete());
    }

    boolean exists(ResourceDefinitionContext type, String name) {
        return call("get " + name, () -> resources(type).withName(name).get() != null);
    }

    /** A sign of life of what we need: the rights, the namespace and the resource are all asked for. */
    void ping() {
        var unused = call("list datacenters", () -> resources(DATACENTERS)
                .withLabel(ResourceNames.MANAGED_BY, "nobody")
                .list());
    }

    <T> T call(String asked, Callable<T> call) {
        Future<T> answer;
        try {
            answer = threads.submit(call);
        } catch (RejectedExecutionException e) {
            throw new RegionUnreachable(region, asked, e);
        }
        try {
            return answer.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RegionUnreachable(region, asked, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegionUnreachable(region, asked, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KubernetesClientException told) {
                throw RegionErrors.of(region, asked, told);
            }
            throw new IllegalStateException(asked + " failed in region " + region, e.getCause());
        } finally {
            // one that hangs gives its thread back
            answer.cancel(true);
        }
    }

    private static PatchContext applying(boolean force) {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(ResourceNames.US)
                .withForce(force)
                .build();
    }

    private static ResourceDefinitionContext definition(String group, String version, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
