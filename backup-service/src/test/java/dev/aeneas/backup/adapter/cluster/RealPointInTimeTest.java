package dev.aeneas.backup.adapter.cluster;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.aeneas.backup.ToolsConfig;
import dev.aeneas.backup.adapter.tool.OfflineTool;
import dev.aeneas.backup.adapter.tool.ReplayStoredLog;
import dev.aeneas.backup.adapter.tool.ToolDigestFiles;
import dev.aeneas.backup.adapter.tool.ToolReplaySegments;
import dev.aeneas.backup.archive.LogReach;
import dev.aeneas.backup.archive.LoggedBackup;
import dev.aeneas.backup.archive.ShipLogs;
import dev.aeneas.backup.restore.Outcome;
import dev.aeneas.backup.restore.RestoreWorker;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.local.Runtimes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The second before a bad deletion, on two real nodes whose logs are shipped every two seconds. */
class RealPointInTimeTest extends RealRestoreFixture {
    private static final Duration SHIPPED_EVERY = Duration.ofSeconds(2);
    private static final Duration LOSS_MAX = Duration.ofSeconds(10);

    private record Reading(int ranges, int rangesAtOnce, int pageRows) implements ToolsConfig.CqlConfig {}

    @Override
    RestoreWorker.Cluster seen(NodeAccess nodes) {
        var tool = new OfflineTool(Optional.of(Runtimes.find().cassandra()), 256, BOUND);
        var tables = new CqlDigestTables(
                name -> Optional.of(topology), nodes, new CqlClusters(CqlBounds.DEFAULT), new Reading(4, 2, 500));
        var counting = super.seen(nodes);
        return new RestoreWorker.Cluster(
                counting.nodes(),
                counting.tables(),
                Optional.of(new RestoreWorker.Digests(new ToolDigestFiles(tool), tables)),
                Optional.of(new ReplayStoredLog(new ToolReplaySegments(tool))));
    }

    @Test
    void bringsBackTheSecondBeforeABadDeletionAndLosesAtMostTenSeconds() throws Exception {
        writeRows();
        try (var session = cluster.session()) {
            session.execute("CREATE TABLE shop.sales (id int PRIMARY KEY)");
        }
        backUp();
        var ship = new ShipLogs(
                ORDERS, stores().named(BackupStores.DEFAULT), new LocalCommitLogs(access), InstantSource.system());
        ship.look();
        var shipping = timer.scheduleWithFixedDelay(
                () -> ship.round(nodes()), 0, SHIPPED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        Map<Integer, String> before;
        Instant moment;
        try (var session = cluster.session()) {
            session.execute("UPDATE shop.items SET name = 'renamed' WHERE id = 1");
            session.execute("DELETE FROM shop.items WHERE id = 2");
            session.execute("INSERT INTO shop.items (id, name) VALUES (" + ROWS + ", 'written since')");
            addAColumnTo(session, "sales");
            before = rows("items");
            moment = RealCluster.lastWrite(session, "SELECT writetime(added) FROM shop.sales WHERE id = 1");
            deleteEverything(session);
        }
        assertThat(rows("items")).isEmpty();
        Instant altered;
        try (var session = cluster.session()) {
            addAColumnTo(session, "items");
            altered = Instant.now();
        }
        await().atMost(BOUND).until(() -> gaps(altered).isEmpty());
        shipping.cancel(false);
        var crash = Instant.now();
        assertThat(gaps(crash.minus(LOSS_MAX)))
                .as("what is lost before a crash at " + crash)
                .isEmpty();

        var outcome = restore(items("second_before", moment));
        assertThat(rows("items")).isEqualTo(before).containsKey(ROWS).doesNotContainKey(2);
        assertThat(outcome.tables()).singleElement().satisfies(table -> {
            assertThat(table.rows()).isEqualTo(ROWS);
            assertThat(table.verified()).isTrue();
        });
        assertThat(ended(items("after_it_was_altered", altered)).outcome())
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.error().code()).isEqualTo("PointInTimeUnreachable");
                    assertThat(failed.error().message()).contains("shop.items got the column 'added' at");
                });
        assertThat(rows("items")).isEqualTo(before);
    }

    private static RestoreBackup items(String restoreId, Instant moment) {
        return new RestoreBackup(
                ORDERS,
                restoreId,
                null,
                null,
                null,
                List.of(),
                List.of("shop.items"),
                Map.of(),
                Map.of(),
                Map.of(),
                moment,
                IntoExisting.TRUNCATE);
    }

    private static void addAColumnTo(CqlSession session, String table) {
        session.execute("ALTER TABLE shop." + table + " ADD added text");
        session.execute("INSERT INTO shop." + table + " (id, added) VALUES (1, 'unheard of in the backup')");
    }

    private static void deleteEverything(CqlSession session) {
        var delete = session.prepare("DELETE FROM shop.items WHERE id = ?");
        for (int id = 0; id <= ROWS; id++) {
            session.execute(delete.bind(id));
        }
    }

    private List<BackupNode> nodes() {
        return topology.datacenters().stream()
                .flatMap(datacenter -> datacenter.nodes().stream())
                .map(node -> new BackupNode(
                        node.name(), node.address(), node.datacenter().value(), node.rack()))
                .toList();
    }

    private List<String> gaps(Instant until) throws IOException {
        var store = stores().named(BackupStores.DEFAULT);
        var manifest = WireFormat.read(
                store.readDocument(ORDERS, "b1", Manifests.BACKUP).orElseThrow(), BackupManifest.class);
        var logged = new LoggedBackup(ORDERS, "b1", manifest.snapshotAt());
        return new LogReach(store).of(logged, Set.of("east_1", "east_2"), until).gaps();
    }
}
