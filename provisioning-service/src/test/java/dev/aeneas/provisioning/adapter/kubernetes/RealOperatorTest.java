package dev.aeneas.provisioning.adapter.kubernetes;

import static dev.aeneas.provisioning.adapter.kubernetes.Regions.ORDERS;
import static dev.aeneas.provisioning.adapter.kubernetes.Regions.datacenter;
import static dev.aeneas.provisioning.adapter.kubernetes.Regions.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.aeneas.provisioning.machine.DatacenterOrder;
import dev.aeneas.provisioning.machine.DatacenterSight;
import dev.aeneas.provisioning.machine.DatacenterSight.SeenNode;
import dev.aeneas.provisioning.machine.Datacenters.ReplaceEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The provider and a real cass-operator at the same real API server; pods are played. By {@code -Pkube-api}, where the folder of binaries
 * has {@code cass-operator} too, and in {@code operator/crds.yaml} what {@code kubectl kustomize} makes of its {@code config/crd}.
 */
@Tag("kube-api")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealOperatorTest {
    /** The operator waits up to 20 s after most of what it does. */
    private static final Duration BOUND = Duration.ofMinutes(5);

    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();
    private static RealApiServer server;
    private static PlayedPods pods;
    private static KubernetesDatacenters datacenters;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    @BeforeAll
    static void start() throws IOException {
        var binaries = RealApiServer.binaries("cass-operator");
        server = started(RealApiServer.start(binaries, List.of(binaries.resolve("operator/crds.yaml"))));
        pods = started(new PlayedPods(server.client(), RealApiServer.NAMESPACE));
        var operator = operator(binaries);
        started(() -> end(operator));
        datacenters = started(server.datacenters(folder.resolve("secrets"), Map.of()));
    }

    private static <T extends AutoCloseable> T started(T one) {
        STARTED.push(one);
        return one;
    }

    private static void end(Process operator) throws InterruptedException {
        operator.destroy();
        assertThat(operator.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    private static Process operator(Path binaries) throws IOException {
        var images = Files.writeString(
                folder.resolve("images.yaml"),
                """
                apiVersion: config.k8ssandra.io/v1beta1
                kind: ImageConfig
                metadata:
                  name: image-config
                images:
                  system-logger: "system-logger:1"
                  config-builder: "config-builder:1"
                  k8ssandra-client: "k8ssandra-client:1"
                defaults:
                  cassandra:
                    repository: "cass-management-api"
                """);
        var config = Files.writeString(
                folder.resolve("config.yaml"),
                """
                apiVersion: config.k8ssandra.io/v1beta1
                kind: OperatorConfig
                metadata:
                  name: operator-config
                disableWebhooks: true
                imageConfigFile: %s
                """
                        .formatted(images));
        var kubeconfig = Files.writeString(folder.resolve("kubeconfig"), server.kubeconfig());
        // It reads its own namespace from a file of its pod: a /run of its own stands for that.
        var builder = new ProcessBuilder(
                        "unshare",
                        "--map-root-user",
                        "--mount",
                        "sh",
                        "-c",
                        "mount -t tmpfs t /run && mkdir -p /run/secrets/kubernetes.io/serviceaccount"
                                + " && printf cass-operator > /run/secrets/kubernetes.io/serviceaccount/namespace"
                                + " && exec \"$0\" --config \"$1\" --kubeconfig \"$2\""
                                + " --health-probe-bind-address=0 --metrics-bind-address=0",
                        binaries.resolve("cass-operator").toString(),
                        config.toString(),
                        kubeconfig.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("operator.log").toFile());
        builder.environment().put("WATCH_NAMESPACE", RealApiServer.NAMESPACE);
        return builder.start();
    }

    @AfterAll
    static void stop() throws Exception {
        for (var one : STARTED) {
            one.close();
        }
    }

    private static DatacenterSight await(Predicate<DatacenterSight> condition) throws InterruptedException {
        var sight = datacenters.await(ORDERS, datacenter("west"), condition, BOUND);
        assertThat(condition.test(sight)).as(String.valueOf(sight)).isTrue();
        return sight;
    }

    private static DatacenterOrder stopped(DatacenterOrder order) {
        return new DatacenterOrder(
                order.cluster(),
                order.datacenter(),
                order.nodeCount(),
                order.sku(),
                order.setup(),
                order.seeds(),
                true);
    }

    @Test
    @Order(1)
    void makesWhatIsOrdered() throws InterruptedException {
        datacenters.order(order("west", 3));

        var sight = await(seen -> seen.readyWith(3));
        assertThat(sight.conditions()).isEmpty();
        assertThat(sight.nodes())
                .extracting(SeenNode::name, SeenNode::rack)
                .containsExactly(tuple("west_1", "west_1"), tuple("west_2", "west_2"), tuple("west_3", "west_3"));
    }

    @Test
    @Order(2)
    void growsEvenlyOverItsRacks() throws InterruptedException {
        datacenters.order(order("west", 6));

        assertThat(await(seen -> seen.readyWith(6)).nodes())
                .extracting(SeenNode::name)
                .containsExactly("west_1", "west_2", "west_3", "west_4", "west_5", "west_6");
    }

    @Test
    @Order(3)
    void shrinksByLeavingTheRing() throws InterruptedException {
        datacenters.order(order("west", 3));

        assertThat(await(seen -> seen.readyWith(3)).nodes())
                .extracting(SeenNode::name)
                .containsExactly("west_1", "west_2", "west_3");
        assertThat(pods.asked())
                .filteredOn(asked -> asked.contains("decommission"))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    @Order(4)
    void replacesANodeByATask() throws InterruptedException {
        var before = await(seen -> seen.readyWith(3)).nodes();

        datacenters.replace(ORDERS, datacenter("west"), "west_2", "replace-1");

        assertThat(datacenters.awaitReplaced(ORDERS, datacenter("west"), "replace-1", BOUND))
                .isInstanceOf(ReplaceEnd.Done.class);
        var after = await(seen -> seen.readyWith(3)).nodes();
        assertThat(after).extracting(SeenNode::name).containsExactly("west_1", "west_2", "west_3");
        assertThat(after.get(1).address()).isNotEqualTo(before.get(1).address());
        assertThat(after.get(0)).isEqualTo(before.get(0));
    }

    @Test
    @Order(5)
    void resizesRackByRack() throws InterruptedException {
        datacenters.order(order("west", 3).withSku(Regions.LARGE));

        var unused = await(seen -> seen.readyWith(3));
        assertThat(server.client()
                        .pods()
                        .inNamespace(RealApiServer.NAMESPACE)
                        .list()
                        .getItems())
                .hasSize(3)
                .allSatisfy(pod -> assertThat(pod.getSpec().getContainers().stream()
                                .filter(container -> container.getName().equals("cassandra"))
                                .findFirst()
                                .orElseThrow()
                                .getResources()
                                .getRequests()
                                .get("memory")
                                .toString())
                        .isEqualTo("16Gi"));
    }

    @Test
    @Order(6)
    void stopsAndStarts() throws InterruptedException {
        datacenters.order(stopped(order("west", 3).withSku(Regions.LARGE)));
        var unused = await(DatacenterSight::stopped);

        datacenters.order(order("west", 3).withSku(Regions.LARGE));
        unused = await(seen -> seen.readyWith(3));
    }

    @Test
    @Order(7)
    void deletes() throws InterruptedException {
        datacenters.delete(ORDERS, datacenter("west"), false);

        var unused = await(DatacenterSight::absent);
        datacenters.forget(ORDERS, datacenter("west"));
        assertThat(server.client()
                        .secrets()
                        .inNamespace(RealApiServer.NAMESPACE)
                        .withName("orders-west-superuser")
                        .get())
                .isNull();
    }
}
