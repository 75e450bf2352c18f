package dev.aeneas.provisioning.adapter.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RegionWatchTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch synced = new CountDownLatch(1);

    private final RegionWatch.Listener listener = new RegionWatch.Listener() {
        @Override
        public void changed(String region, String name) {
            told.add(name);
        }

        @Override
        public void synced(String region) {
            synced.countDown();
        }
    };

    @Test
    void doesNotTellThatARegionIsSilentWhenItWasCutOffByBeingClosed() throws InterruptedException {
        try (var region = new MockRegion()) {
            region.create(datacenter("orders-west"));
            var watch = watch(region);
            watch.beat();
            assertThat(synced.await(60, TimeUnit.SECONDS)).isTrue();
            watch.beat();
            assertThat(told).contains("orders-west");

            watch.close();
            told.clear();
            watch.beat();

            assertThat(told).isEmpty();
        }
    }

    private RegionWatch watch(MockRegion region) {
        var config = Regions.config(Map.of());
        var client = RegionClients.client(
                RegionClients.bounded(config, region.client().getConfiguration()));
        var api = new RegionApi("west", config.regions().get("west"), client, config.call(), config.calls());
        var read = new ReadDatacenter(config.edits(), config.operatorSilence());
        return new RegionWatch(api, read, Duration.ofMinutes(1), InstantSource.system(), listener);
    }

    private static GenericKubernetesResource datacenter(String name) {
        var resource = new GenericKubernetesResource();
        resource.setApiVersion("cassandra.datastax.com/v1beta1");
        resource.setKind("CassandraDatacenter");
        resource.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("cassandra")
                .addToLabels(ResourceNames.MANAGED_BY, ResourceNames.US)
                .build());
        return resource;
    }
}
