package dev.aeneas.provisioning.adapter.kubernetes;

import static dev.aeneas.provisioning.adapter.kubernetes.Regions.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.provisioning.adapter.kubernetes.Regions.Pod;
import dev.aeneas.provisioning.machine.DatacenterOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** One replica that watches 1 000 datacenters in 10 regions; not part of a build: {@code -Daeneas.measure=true}. */
@EnabledIfSystemProperty(named = "aeneas.measure", matches = "true")
class ThousandDatacentersMeasurement {
    private static final int REGIONS = 10;
    private static final int EACH = 100;
    private static final int CHANGES = 20;
    private static final Duration BOUND = Duration.ofMinutes(2);

    private final Map<String, MockRegion> regions = new HashMap<>();
    private final Map<String, Long> toldAt = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    @Test
    void measure() {
        var values = new HashMap<String, String>();
        // as in earnest: the mocks of ten regions are busy on this machine too
        values.put("aeneas.kubernetes.heartbeat", "10s");
        for (int i = 0; i < REGIONS; i++) {
            values.put("aeneas.kubernetes.regions.r" + i + ".zones", "r" + i + "-a,b,c");
            regions.put("r" + i, new MockRegion());
        }
        var config = Regions.config(values);
        var render = new RenderDatacenter(config);
        regions.forEach((region, api) -> IntStream.range(0, EACH).forEach(number -> {
            var cluster = new ClusterName("c" + number);
            var datacenter = Regions.datacenter(region, region);
            api.create(render.datacenter(
                    new DatacenterOrder(cluster, datacenter, 3, SMALL, NodeSetup.DEFAULT, List.of(), false)));
            var pods = IntStream.rangeClosed(1, 3)
                    .mapToObj(node -> new Pod(
                            ResourceNames.pod(cluster, datacenter, region + "_" + node),
                            region + "_" + node,
                            "10.0.0.1"))
                    .toList();
            api.carriedOut(ResourceNames.of(cluster, datacenter.datacenter()), pods);
        }));
        long before = used();
        long began = System.nanoTime();
        var datacenters = new KubernetesDatacenters(
                config,
                new CredentialsFolder(folder),
                region -> regions.entrySet().stream()
                        .filter(entry -> region.zones().get(0).startsWith(entry.getKey() + "-"))
                        .map(entry -> RegionClients.client(RegionClients.bounded(
                                config, entry.getValue().client().getConfiguration())))
                        .findFirst()
                        .orElseThrow(),
                (cluster, datacenter, sight) -> {
                    if (sight.nodes().size() == 1 || toldAt.size() < REGIONS * EACH) {
                        toldAt.put(cluster + "/" + datacenter, System.nanoTime());
                    }
                },
                InstantSource.system());
        try (datacenters) {
            datacenters.start();
            Awaitility.await().atMost(BOUND).until(() -> toldAt.size() == REGIONS * EACH);
            long started = System.nanoTime() - began;
            long watching = used() - before;
            print("watched", REGIONS * EACH + " datacenters in " + REGIONS + " regions");
            print("start-up until each was told", millis(started) + " ms");
            print("heap for it", watching / 1024 + " KiB, " + watching / 1024 / (REGIONS * EACH) + " KiB each");
            long worst = 0;
            for (int change = 0; change < CHANGES; change++) {
                worst = Math.max(worst, changed("r" + change % REGIONS, new ClusterName("c" + change)));
            }
            print("a changed resource until it is told, worst of " + CHANGES, millis(worst) + " ms");
            assertThat(worst).isLessThan(TimeUnit.SECONDS.toNanos(1));
        } finally {
            regions.values().forEach(MockRegion::close);
        }
    }

    private long changed(String region, ClusterName cluster) {
        var datacenter = Regions.datacenter(region, region);
        var key = cluster + "/" + datacenter.datacenter();
        var pod = new Pod(ResourceNames.pod(cluster, datacenter, region + "_1"), region + "_1", "10.0.0.9");
        toldAt.remove(key);
        long began = System.nanoTime();
        regions.get(region).carriedOut(ResourceNames.of(cluster, datacenter.datacenter()), List.of(pod));
        Awaitility.await().atMost(BOUND).pollInterval(Duration.ofMillis(1)).until(() -> toldAt.containsKey(key));
        return toldAt.get(key) - began;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    @SuppressWarnings("SystemOut")
    private static void print(String what, String value) {
        System.out.println(what + ": " + value);
    }
}
