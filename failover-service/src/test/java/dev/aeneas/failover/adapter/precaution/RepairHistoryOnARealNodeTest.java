package dev.aeneas.failover.adapter.precaution;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.failover.adapter.cluster.ManagedNodes;
import dev.aeneas.failover.readiness.Precautions.Repairs;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.cassandra.NodeAddress;
import dev.aeneas.local.cassandra.NodeIdentity;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By a session as readiness has it. */
class RepairHistoryOnARealNodeTest {
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final Instant OLD = Instant.parse("2026-11-01T10:00:00Z");
    private static final Instant NEW = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    Path folder;

    private CqlSession session;

    @Test
    void tellsWhenTheTableThatWaitsLongestWasRepaired() {
        try (var block = LoopbackBlock.reserve()) {
            var address = block.address(1, 1);
            var node = CassandraNode.start(Runtimes.find(), folder.resolve("node"), spec(address));
            try {
                node.awaitCql(BOUND);
                var contact = List.of(dev.aeneas.cassandra.ring.NodeAddress.of(address));
                try (var cluster = new ManagedNodes(folder)
                        .connect(new ClusterName("orders"), new DatacenterName("east"), contact)) {
                    session = cluster.session();
                    tellsOfShop();
                }
            } finally {
                node.kill();
            }
        }
    }

    private void tellsOfShop() {
        session.execute("CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': 1}");
        assertThat(read().last()).doesNotContainKey("shop");

        session.execute("CREATE TABLE shop.orders (id int PRIMARY KEY)");
        session.execute("CREATE TABLE shop.\"Items\" (id int PRIMARY KEY)");

        repaired("orders", OLD, "SUCCESS");
        assertThat(read().last()).containsEntry("shop", Optional.empty());

        repaired("Items", NEW, "SUCCESS");
        repaired("orders", NEW, "FAILED");
        assertThat(read().last()).containsEntry("shop", Optional.of(OLD));
        assertThat(read().onRecordSince()).isEqualTo(OLD);

        repaired("orders", NEW, "SUCCESS");
        assertThat(read().last()).containsEntry("shop", Optional.of(NEW));
    }

    private void repaired(String table, Instant at, String status) {
        session.execute(
                "INSERT INTO system_distributed.repair_history"
                        + " (keyspace_name, columnfamily_name, id, finished_at, status) VALUES ('shop', ?, ?, ?, ?)",
                table,
                Uuids.timeBased(),
                at,
                status);
    }

    private Repairs read() {
        return RepairHistory.read(session, List.of("shop"), Duration.ofDays(10)).orElseThrow();
    }

    private static NodeSpec spec(String address) {
        var identity = new NodeIdentity("orders", "east", "east_1", NodeAddress.of(address), List.of(address));
        return NodeSpec.of(identity, NodeJoin.first(List.of("0")));
    }
}
