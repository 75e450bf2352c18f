package dev.aeneas.backup.adapter.cluster;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.adapter.sidecar.EitherWay;
import dev.aeneas.backup.adapter.sidecar.SidecarBounds;
import dev.aeneas.backup.adapter.sidecar.SidecarServer;
import dev.aeneas.backup.adapter.sidecar.SidecarTls;
import dev.aeneas.backup.adapter.sidecar.Sidecars;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.Completed;
import dev.aeneas.backup.run.Failed;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.ReadSnapshotFiles;
import dev.aeneas.cassandra.contract.FakeManagementApi;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.testing.TestCertificates;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Real nodes as pods show themselves: backups see the management API and a sidecar of each, and cannot log in to their JMX. The
 * management API is played; what it is asked for, the real nodes do.
 */
class RealPodsTest extends RealRestoreFixture {
    private static final Duration CALL = Duration.ofSeconds(30);
    private final JmxNodes inThePod = new JmxNodes(Optional.of(jmx()), JmxBounds.DEFAULT);
    private final List<SidecarServer> sidecars = new ArrayList<>();
    private FakeManagementApi api;
    private Sidecars ways;

    private List<NodeAddress> nodes() {
        return Stream.of(0, 1).map(index -> NodeAddress.of(cluster.host(index))).toList();
    }

    @Override
    ClusterCredentials logins() {
        api = new FakeManagementApi(inThePod, nodes());
        var tls = new SidecarTls(TestCertificates.OURS.server());
        int port = 0;
        for (var node : nodes()) {
            try (var operations = inThePod.connect(node)) {
                var at = new InetSocketAddress(node.host(), port);
                var data = operations.dataDirectories();
                sidecars.add(SidecarServer.start(at, tls, data, () -> inThePod.connect(node)));
                port = sidecars.get(0).port();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var nobody = new Credentials("nobody", "wrong");
        return new ClusterCredentials(Credentials.CASSANDRA_DEFAULT, nobody, api.port(), port, Optional.empty());
    }

    private Sidecars ways() {
        if (ways == null) {
            var tls = new SidecarTls(TestCertificates.OURS.client());
            ways = new Sidecars(access, Optional.of(tls), new SidecarBounds(CALL, CALL, CALL));
        }
        return ways;
    }

    @Override
    ReadSnapshotFiles snapshotFiles() {
        return EitherWay.snapshots(access, ways());
    }

    @Override
    ManagedRestoreNodes.Files restoreFiles() {
        return EitherWay.restores(access, ways(), BOUNDS);
    }

    @AfterEach
    void leave() {
        sidecars.forEach(SidecarServer::close);
        if (api != null) {
            api.close();
        }
        if (ways != null) {
            ways.close();
        }
    }

    @Test
    void backsUpSendsEverythingOnceAndBringsATableBack() {
        writeRows();
        var before = rows("items");
        backUp();
        var again = (Completed) backUp("b2");
        assertThat(again.totals().bytes()).isPositive();
        assertThat(again.totals().bytesSent()).isZero();

        try (var session = cluster.session()) {
            session.execute("DROP TABLE shop.items");
        }
        assertThat(restore("dropped", Map.of(), Map.of(), IntoExisting.FAIL).tables())
                .singleElement()
                .satisfies(table -> assertThat(table.rows()).isEqualTo(ROWS));
        assertThat(rows("items")).isEqualTo(before).hasSize(ROWS);

        try (var session = cluster.session()) {
            session.execute("DELETE FROM shop.items WHERE id = 7");
        }
        restore("emptied", Map.of(), Map.of(), IntoExisting.TRUNCATE);
        assertThat(rows("items")).isEqualTo(before);
    }

    @Test
    void isNoBackupWithoutTheSidecarOfEveryNode() throws IOException {
        writeRows();
        sidecars.get(1).close();

        assertThat(backUp("b1")).isInstanceOfSatisfying(Failed.class, run -> {
            assertThat(run.error().code()).isEqualTo("NodesUnavailable");
            assertThat(run.error().target()).isEqualTo("east_2");
        });

        var store = stores().named(BackupStores.DEFAULT);
        assertThat(store.readDocument(ORDERS, "b1", Manifests.BACKUP)).isEmpty();
        for (var node : nodes()) {
            try (var operations = inThePod.connect(node)) {
                assertThat(operations.snapshots())
                        .noneMatch(snapshot -> snapshot.tag().equals("b1"));
            }
        }
    }
}
