package dev.aeneas.driver;

import static dev.aeneas.driver.FakeGateway.json;
import static dev.aeneas.driver.FakeGateway.stepped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingFollowerTest {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration AGE = Duration.ofMillis(400);
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    @TempDir
    Path folder;

    private final List<ClientRouting> changes = new CopyOnWriteArrayList<>();

    @Test
    void followsWhicheverGatewayLives() {
        try (var gateway = new FakeGateway(json("east", 0));
                var follower = follower(BOUND, NOBODY, gateway.uri())) {
            follower.start();
            assertThat(follower.await(BOUND)).contains(new ClientRouting("east", 0, null));

            gateway.tell(stepped("west", 1));
            gateway.tell(stepped("west", 1));
            await().atMost(BOUND).until(() -> changes.size() == 2);
            assertThat(changes.get(1).steppedTo()).contains(new ClientRouting.Consistency("LOCAL_QUORUM", "LOCAL_ONE"));
        }
    }

    @Test
    void isNotLedBackByAGatewayThatIsLate() {
        try (var late = new FakeGateway(json("east", 0));
                var newer = new FakeGateway(json("west", 1));
                var follower = follower(AGE, late.uri(), newer.uri())) {
            follower.start();
            await().atMost(BOUND).until(() -> datacenter(follower).equals("west"));
            int streams = late.streamsOpened();
            await().atMost(BOUND).until(() -> late.streamsOpened() > streams + 2);

            assertThat(datacenter(follower)).isEqualTo("west");
        }
    }

    @Test
    void keepsTheLastWordWhenEveryGatewayIsGoneAndRemembersItOverARestart() {
        try (var gateway = new FakeGateway(json("west", 7));
                var follower = follower(BOUND, gateway.uri())) {
            follower.start();
            follower.await(BOUND);
            gateway.stop();
            assertThat(datacenter(follower)).isEqualTo("west");
        }
        try (var restarted = follower(BOUND, NOBODY)) {
            restarted.start();
            assertThat(restarted.await(SOON)).contains(new ClientRouting("west", 7, null));
        }
    }

    @Test
    void opensAnewAStreamThatMayBeFrozen() {
        try (var gateway = new FakeGateway(json("east", 0));
                var follower = follower(AGE, gateway.uri())) {
            follower.start();
            await().atMost(BOUND).until(() -> gateway.streamsOpened() > 2 && !changes.isEmpty());
            assertThat(changes).hasSize(1);
        }
    }

    @Test
    void triesAgainAGatewayThatDoesNotKnowTheCluster() {
        try (var gateway = new FakeGateway(null);
                var follower = follower(BOUND, gateway.uri())) {
            follower.start();
            await().atMost(BOUND).until(() -> gateway.streamsOpened() > 1);
            assertThat(follower.newest()).isEmpty();
            gateway.tell(json("east", 0));
            assertThat(follower.await(BOUND)).isPresent();
        }
    }

    @Test
    void showsItsTokenAndTheNextOneWhenThatIsReplaced() throws Exception {
        Files.writeString(folder.resolve("token"), "a1b2\n");
        try (var gateway = new FakeGateway(json("east", 0));
                var follower = follower(AGE, gateway.uri())) {
            follower.start();
            await().atMost(BOUND).until(() -> gateway.shown().contains("Bearer a1b2"));
            Files.writeString(folder.resolve("token"), "c3d4\n");
            await().atMost(BOUND).until(() -> gateway.shown().contains("Bearer c3d4"));
        }
    }

    @Test
    void startsWithoutAMemoryThatCannotBeRead() throws Exception {
        Files.writeString(folder.resolve("routing.json"), "{\"datacen");
        try (var follower = follower(BOUND, NOBODY)) {
            assertThat(follower.newest()).isEmpty();
        }
    }

    private static String datacenter(RoutingFollower follower) {
        return follower.newest().map(ClientRouting::datacenter).orElse("");
    }

    private RoutingFollower follower(Duration streamAge, URI... gateways) {
        var settings = new FollowerSettings(
                "orders",
                Stream.of(gateways).toList(),
                Optional.of(folder.resolve("token")).filter(Files::exists),
                Optional.of(folder.resolve("routing.json")),
                BOUND,
                SOON,
                streamAge);
        return new RoutingFollower(settings, changes::add);
    }
}
