package dev.aeneas.failover.adapter.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.failover.run.FailoverProcess;
import dev.aeneas.failover.run.RunSettings;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownClustersTest {
    private static final ClusterName ORDERS = new ClusterName("orders");
    private static final ClusterName SHOP = new ClusterName("shop");

    private final List<String> asked = new ArrayList<>();
    private final ProcessEngine engine = engine();
    private final KnownClusters known = new KnownClusters(engine, FailoverProcess.kind(RunSettings.DEFAULT));

    private ProcessEngine engine() {
        var real = new InMemoryJournal();
        var journal = (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return method.invoke(real, arguments);
                });
        var kinds = List.<dev.aeneas.platform.process.ProcessKind<?>>of(FailoverProcess.kind(RunSettings.DEFAULT));
        return new ProcessEngine(URI.create("/test"), kinds, journal, new RecordingPublisher(), Instant::now);
    }

    private void provisioningTells(ClusterName cluster, long revision) {
        var id = cluster + "-" + revision;
        var told = new TopologyChanged(cluster, new ClusterTopology(cluster, revision, List.of()));
        engine.handle(new Received<>(id, id, Instant.now(), told));
    }

    private List<String> askedByRefresh() {
        asked.clear();
        known.refresh();
        return List.copyOf(asked);
    }

    private long revision(ClusterName cluster) {
        return known.find(cluster).map(ClusterFailover::topology).orElseThrow().revision();
    }

    @Test
    void readsAClusterOnlyWhenTheStoreHasANewerVersionOfIt() {
        provisioningTells(ORDERS, 1);
        provisioningTells(SHOP, 1);
        assertThat(askedByRefresh()).containsExactly("open", "load", "load");
        assertThat(askedByRefresh()).containsExactly("open");

        provisioningTells(SHOP, 2);
        assertThat(askedByRefresh()).containsExactly("open", "load");
        assertThat(revision(SHOP)).isEqualTo(2);
        assertThat(revision(ORDERS)).isEqualTo(1);
    }

    @Test
    void readsAClusterOfWhichSomethingWasHeardAtOnce() {
        provisioningTells(ORDERS, 1);
        known.refresh(ORDERS);
        assertThat(revision(ORDERS)).isEqualTo(1);
        assertThat(askedByRefresh()).containsExactly("open");
    }
}
