package dev.aeneas.failover.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Sku;
import dev.aeneas.failover.adapter.runtime.KnownClusters;
import dev.aeneas.failover.drill.Workload;
import dev.aeneas.failover.run.FailoverProcess;
import dev.aeneas.failover.run.RunSettings;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.cassandra.NodeAddress;
import dev.aeneas.local.cassandra.NodeIdentity;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeSpec;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill's own rows by real CQL: one node in the east, where clients are, and a standby that has none yet. */
class RowsOnARealNodeTest {
    private static final ClusterName ORDERS = new ClusterName("orders");
    private static final DatacenterName EAST = new DatacenterName("east");
    private static final DatacenterName WEST = new DatacenterName("west");
    private static final Duration BOUND = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void writesThemAndFindsThemAndKnowsWhatWasNotAcknowledged() {
        try (var block = LoopbackBlock.reserve()) {
            var address = block.address(1, 1);
            var node = CassandraNode.start(Runtimes.find(), folder.resolve("node"), spec(address));
            try (var table =
                    new CqlRowTable(new ManagedNodes(folder), known(address), new Workload(ORDERS, "drill-1"))) {
                node.awaitCql(BOUND);
                table.provide();
                table.provide(); // another drill finds it there

                for (int id = 95; id < 105; id++) {
                    assertThat(table.write(id)).as("row %d", id).isTrue();
                }
                assertThat(table.read(table.bucket(95))).contains(ids(95, 100));
                assertThat(table.read(table.bucket(104))).contains(ids(100, 105));
                assertThat(table.read(7)).contains(new BitSet());

                node.kill();
                assertThat(table.write(105)).isFalse();
                assertThat(table.read(1)).isEmpty();
            } finally {
                node.kill();
            }
        }
    }

    private static BitSet ids(int from, int to) {
        var ids = new BitSet();
        ids.set(from, to);
        return ids;
    }

    private static NodeSpec spec(String address) {
        var identity = new NodeIdentity("orders", EAST.value(), "east_1", NodeAddress.of(address), List.of(address));
        return NodeSpec.of(identity, NodeJoin.first(List.of("0")));
    }

    private static KnownClusters known(String address) {
        var kind = FailoverProcess.kind(RunSettings.DEFAULT);
        var engine = new ProcessEngine(
                URI.create("/test"), List.of(kind), new InMemoryJournal(), new RecordingPublisher(), Instant::now);
        var node = new Node("east_1", address, EAST, "east_1", new Sku("Local_S"), NodeState.NORMAL, List.of());
        var topology =
                new ClusterTopology(ORDERS, 1, List.of(datacenter(EAST, List.of(node)), datacenter(WEST, List.of())));
        engine.handle(received("topology", new TopologyChanged(ORDERS, topology)));
        engine.handle(received("policy", new SetFailoverPolicy(ORDERS, Mode.ASK, EAST, WEST, null, null)));
        var known = new KnownClusters(engine, kind);
        known.refresh(ORDERS);
        return known;
    }

    private static Datacenter datacenter(DatacenterName name, List<Node> nodes) {
        var racks = List.of(name + "_1");
        return new Datacenter(
                name, name.value(), new Sku("Local_S"), racks, 1, ProvisioningState.SUCCEEDED, false, nodes);
    }

    private static Received<?> received(String id, Object body) {
        return new Received<>(id, id, Instant.now(), body);
    }
}
