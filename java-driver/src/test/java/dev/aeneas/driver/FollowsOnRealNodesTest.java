package dev.aeneas.driver;

import static dev.aeneas.driver.FakeGateway.json;
import static dev.aeneas.driver.FakeGateway.stepped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application whose only sign of Aeneas is its driver's configuration, on two real nodes. */
class FollowsOnRealNodesTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration SHIFT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private int id;

    @Test
    void writesWhereRoutingSaysAndBackAndThroughALoss() {
        try (var gateway = new FakeGateway(json("east", 0));
                var nodes = TwoDatacenters.start(folder);
                var session = application(gateway, nodes)) {
            create(session);
            assertThat(write(session)).isEqualTo("east");
            awaitWarm(session, "west");

            gateway.tell(json("west", 1));
            awaitWritesIn(session, "west");
            gateway.tell(json("east", 2));
            awaitWritesIn(session, "east");

            lose(session, nodes);
            gateway.tell(stepped("west", 3));
            awaitWritesIn(session, "west");
            keepsItsStepWhenTheDriverReadsItsConfigurationAnew(session);
            int before = id;
            for (int i = 0; i < 200; i++) {
                assertThat(write(session)).isEqualTo("west");
            }
            assertThat(id).isEqualTo(before + 200);
            leavesToTheApplicationWhatAStatementNames(session);

            gateway.tell(json("west", 3));
            await().atMost(BOUND).untilAsserted(() -> assertThatThrownBy(() -> write(session))
                    .hasMessageContaining("EACH_QUORUM"));
        }
    }

    private void lose(CqlSession session, TwoDatacenters nodes) {
        nodes.killEast();
        await().atMost(BOUND).ignoreExceptions().until(() -> isDown(session, "east"));
        assertThatThrownBy(() -> write(session)).isInstanceOf(RuntimeException.class);
    }

    private void keepsItsStepWhenTheDriverReadsItsConfigurationAnew(CqlSession session) {
        session.getContext().getConfigLoader().reload().toCompletableFuture().join();
        await().atMost(SHIFT).ignoreExceptions().until(() -> write(session).equals("west"));
    }

    private static void leavesToTheApplicationWhatAStatementNames(CqlSession session) {
        var named = SimpleStatement.newInstance("INSERT INTO app.orders (id) VALUES (0)")
                .setConsistencyLevel(DefaultConsistencyLevel.EACH_QUORUM);
        // a time-out until west's gossip knows of the loss, refused at once from then on
        assertThatThrownBy(() -> session.execute(named)).hasMessageContaining("EACH_QUORUM");
    }

    private CqlSession application(FakeGateway gateway, TwoDatacenters nodes) {
        var config =
                """
                datastax-java-driver {
                  basic.contact-points = ["%s:9042", "%s:9042"]
                  basic.request { consistency = EACH_QUORUM, timeout = 5 s }
                  basic.load-balancing-policy.class = "dev.aeneas.driver.RegionFollowingLoadBalancingPolicy"
                  aeneas { cluster = orders, gateways = ["http://127.0.0.1:1", "%s"] }
                }
                """
                        .formatted(nodes.east(), nodes.west(), gateway.uri());
        return CqlSession.builder()
                .withConfigLoader(DriverConfigLoader.fromPath(written(config)))
                .build();
    }

    private Path written(String config) {
        try {
            return Files.writeString(folder.resolve("application.conf"), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(CqlSession session) {
        session.execute(slow("CREATE KEYSPACE app WITH replication = "
                + "{'class': 'NetworkTopologyStrategy', 'east': 1, 'west': 1}"));
        session.execute(slow("CREATE TABLE app.orders (id int PRIMARY KEY)"));
    }

    private static SimpleStatement slow(String cql) {
        return SimpleStatement.newInstance(cql).setTimeout(BOUND);
    }

    /** The datacenter that answered. */
    private String write(CqlSession session) {
        var written = session.execute("INSERT INTO app.orders (id) VALUES (" + id + ")");
        id++;
        return written.getExecutionInfo().getCoordinator().getDatacenter();
    }

    private void awaitWritesIn(CqlSession session, String datacenter) {
        await().atMost(SHIFT)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> write(session).equals(datacenter));
    }

    private static void awaitWarm(CqlSession session, String datacenter) {
        await().atMost(SHIFT)
                .untilAsserted(() -> assertThat(node(session, datacenter).getOpenConnections())
                        .isPositive());
    }

    private static boolean isDown(CqlSession session, String datacenter) {
        return node(session, datacenter).getState() == NodeState.DOWN;
    }

    private static Node node(CqlSession session, String datacenter) {
        return session.getMetadata().getNodes().values().stream()
                .filter(n -> datacenter.equals(n.getDatacenter()))
                .findFirst()
                .orElseThrow();
    }
}
