package dev.aeneas.backup.adapter.cluster;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.aeneas.backup.pace.NodePaces;
import dev.aeneas.backup.pace.Pace;
import dev.aeneas.backup.pace.PacePolicy;
import dev.aeneas.backup.pace.PaceReason;
import dev.aeneas.backup.pace.PacedNode;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real node says over JMX while clients come and go. */
class PaceOnARealNodeTest {
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final long FLOOR = 1 << 20;
    private static final long CAP = 1 << 30;
    private static final PacePolicy POLICY = new PacePolicy(
            Duration.ofMillis(200),
            new PacePolicy.Rates(FLOOR, CAP),
            new PacePolicy.Limits(1, 1, 1_000), // whatever else this machine does
            new PacePolicy.Clients(20, 1.15, Duration.ofMillis(1), Duration.ofSeconds(2), Duration.ofMinutes(2)),
            Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    @Test
    void learnsHowLongItsClientsWaitAndIsFastAgainWhenTheyAreGone() {
        try (var cluster = new RealCluster(folder.resolve("nodes"), "east", "0");
                var paces = new NodePaces(new ManagedSeeLoad(access()), POLICY, InstantSource.system());
                var pace = paces.of(new PacedNode(ORDERS, "east_1", cluster.host(0)))) {
            awaitReason(pace, PaceReason.NO_CLIENTS);
            assertThat(pace.shown().bytesPerSecond()).isEqualTo(CAP);
            assertThat(pace.shown().pendingCompactions()).isNotNegative();
            try (var session = cluster.session()) {
                beClients(session, pace);
            }
            awaitReason(pace, PaceReason.NO_CLIENTS);
        }
    }

    private static void beClients(CqlSession session, Pace pace) {
        session.execute("CREATE KEYSPACE shop WITH replication = {'class':'NetworkTopologyStrategy','east':1}");
        session.execute("CREATE TABLE shop.items (id int PRIMARY KEY, name text)");
        var insert = session.prepare("INSERT INTO shop.items (id, name) VALUES (1, 'one')");
        var clients = Executors.newSingleThreadScheduledExecutor();
        try {
            clients.scheduleAtFixedRate(() -> session.executeAsync(insert.bind()), 0, 5, TimeUnit.MILLISECONDS);
            awaitReason(pace, PaceReason.LEARNING);
            assertThat(pace.shown().bytesPerSecond()).isEqualTo(FLOOR);
            await().atMost(BOUND).until(() -> pace.shown().usualLatency() != null);
            assertThat(pace.shown().usualLatency()).isBetween(Duration.ofNanos(20_000), Duration.ofSeconds(5));
            // nothing is copied: whatever the clients wait, it must not stay at the floor
            await().atMost(BOUND).until(() -> pace.shown().bytesPerSecond() > FLOOR);
        } finally {
            clients.shutdownNow();
        }
    }

    private NodeAccess access() {
        var secrets = new CredentialsFolder(folder.resolve("secrets"));
        var jmx = new Credentials(RealCluster.JMX.user(), RealCluster.JMX.password());
        secrets.put(ORDERS.value(), new ClusterCredentials(Credentials.CASSANDRA_DEFAULT, jmx));
        return new NodeAccess(Optional.of(secrets), node -> NodeAddress.of(node.address()), JmxBounds.DEFAULT);
    }

    private static void awaitReason(Pace pace, PaceReason reason) {
        await().atMost(BOUND).until(() -> pace.shown().reason() == reason);
    }
}
