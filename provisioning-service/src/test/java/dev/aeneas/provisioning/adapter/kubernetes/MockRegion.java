package dev.aeneas.provisioning.adapter.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A region's API: fabric8's mock, which this teaches server-side apply, to hang, and to refuse. */
final class MockRegion implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** It tells of every request. */
    private static final Logger NOISE = Logger.getLogger(MockWebServer.class.getName());

    private final Api api = new Api();
    private final KubernetesMockServer server;

    MockRegion() {
        NOISE.setLevel(Level.WARNING);
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), api, false);
        server.init(InetAddress.getLoopbackAddress(), 0);
    }

    /** One that nobody but the test uses. */
    KubernetesClient client() {
        return RegionClients.client(server.createClient().getConfiguration());
    }

    /** From now on no request is answered. */
    void hang() {
        api.hung = new CountDownLatch(1);
    }

    void answerAgain() {
        var hung = api.hung;
        api.hung = new CountDownLatch(0);
        hung.countDown();
    }

    /** Requests of that kind are answered so. */
    void refuse(Predicate<RecordedRequest> which, int code, String reason, String message) {
        api.refusal = request -> {
            if (!which.test(request)) {
                return null;
            }
            var status = new StatusBuilder()
                    .withCode(code)
                    .withReason(reason)
                    .withMessage(message)
                    .withStatus("Failure");
            return new MockResponse()
                    .setResponseCode(code)
                    .setHeader("Content-Type", "application/json")
                    .setBody(text(status.build()));
        };
    }

    static boolean applies(RecordedRequest request) {
        return request.getMethod().equals("PATCH") && request.getPath().contains("cassandradatacenters");
    }

    GenericKubernetesResource datacenter(String name) {
        return client().genericKubernetesResources(RegionApi.DATACENTERS)
                .inNamespace("cassandra")
                .withName(name)
                .get();
    }

    /** What the operator, or a person, makes of a resource. */
    void change(String name, Consumer<ObjectNode> change) {
        api.change("/apis/cassandra.datastax.com/v1beta1/namespaces/cassandra/cassandradatacenters/" + name, change);
    }

    void edit(String name, String field, int value) {
        change(name, root -> ((ObjectNode) root.path("spec")).put(field, value));
    }

    /** The operator has carried the newest order out, with these pods. */
    void carriedOut(String name, List<Regions.Pod> pods) {
        change(name, root -> {
            var status = root.putObject("status");
            status.put("cassandraOperatorProgress", "Ready");
            status.put(
                    "observedGeneration",
                    root.path("metadata").path("generation").asLong());
            boolean stopped = root.path("spec").path("stopped").asBoolean();
            status.putArray("conditions")
                    .addObject()
                    .put("type", stopped ? "Stopped" : "Ready")
                    .put("status", "True");
            var nodes = status.putObject("nodeStatuses");
            pods.forEach(pod -> nodes.putObject(pod.name())
                    .put("ip", pod.address())
                    .put("rack", pod.rack())
                    .put("hostID", "id-" + pod.name()));
        });
    }

    void create(HasMetadata resource) {
        var unused = client().resource(resource).create();
    }

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        answerAgain();
        server.destroy();
    }

    private interface Refusal {
        MockResponse answer(RecordedRequest request);
    }

    /** The mock knows no server-side apply and few field selectors. */
    private static final class Api extends KubernetesCrudDispatcher {
        private volatile CountDownLatch hung = new CountDownLatch(0);
        private volatile Refusal refusal = request -> null;

        Api() {
            super(List.of(
                    context("cassandra.datastax.com", "v1beta1", "CassandraDatacenter", "cassandradatacenters"),
                    context("control.k8ssandra.io", "v1alpha1", "CassandraTask", "cassandratasks")));
        }

        private static CustomResourceDefinitionContext context(
                String group, String version, String kind, String plural) {
            return new CustomResourceDefinitionContext.Builder()
                    .withGroup(group)
                    .withVersion(version)
                    .withKind(kind)
                    .withPlural(plural)
                    .withScope("Namespaced")
                    .build();
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            try {
                hung.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            var refused = refusal.answer(request);
            if (refused != null) {
                return refused;
            }
            if (request.getMethod().equals("PATCH")
                    && String.valueOf(request.getHeader("Content-Type")).contains("apply-patch")) {
                return applied(request);
            }
            return super.dispatch(as(request, request.method(), selectable(request.getPath()), null));
        }

        private MockResponse applied(RecordedRequest request) {
            var path = request.getPath().replaceFirst("\\?.*", "");
            var before = handleGet(path);
            if (before.code() == 404) {
                return handleCreate(
                        as(request, HttpMethod.POST, path.substring(0, path.lastIndexOf('/')), "application/json"));
            }
            var after = tree(before.getBody().readUtf8());
            merge(after, tree(json(new String(request.getBody().getBytes(), StandardCharsets.UTF_8))));
            return handleUpdate(put(path, after));
        }

        /** Maps field by field, everything else as a whole. */
        private static void merge(ObjectNode into, ObjectNode changes) {
            changes.properties().forEach(change -> {
                if (change.getValue() instanceof ObjectNode inner
                        && into.get(change.getKey()) instanceof ObjectNode there) {
                    merge(there, inner);
                } else {
                    into.set(change.getKey(), change.getValue());
                }
            });
        }

        private static RecordedRequest put(String path, ObjectNode body) {
            var headers =
                    Headers.builder().set("Content-Type", "application/json").build();
            return new RecordedRequest(
                    "HTTP/1.1",
                    HttpMethod.PUT,
                    path,
                    headers,
                    new Buffer(body.toString().getBytes(StandardCharsets.UTF_8)));
        }

        private static ObjectNode tree(String json) {
            try {
                return (ObjectNode) JSON.readTree(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        /** What somebody makes of a resource. */
        void change(String path, Consumer<ObjectNode> change) {
            var root = tree(handleGet(path).getBody().readUtf8());
            change.accept(root);
            var answer = handleUpdate(put(path, root));
            if (answer.code() >= 300) {
                throw new IllegalStateException(
                        answer.code() + " " + answer.getBody().readUtf8());
            }
        }

        private static String selectable(String path) {
            return path.replaceAll("([?&])fieldSelector=[^&]*&?", "$1");
        }

        private static RecordedRequest as(RecordedRequest request, HttpMethod method, String path, String type) {
            var body =
                    request.getBody() == null ? new byte[0] : request.getBody().getBytes();
            var headers = Headers.builder();
            request.getHeaders()
                    .toMultimap()
                    .forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
            if (type != null) {
                headers.set("Content-Type", type);
                body = json(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            }
            return new RecordedRequest("HTTP/1.1", method, path, headers.build(), new Buffer(body));
        }

        /** What is applied may be YAML. */
        private static String json(String body) {
            return text(Serialization.unmarshal(body, Map.class));
        }
    }
}
