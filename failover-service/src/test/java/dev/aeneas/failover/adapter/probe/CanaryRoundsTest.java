package dev.aeneas.failover.adapter.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.testing.TestCertificates;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.failover.adapter.FakeCqlNode;
import dev.aeneas.failover.adapter.wire.FrameLoop;
import dev.aeneas.failover.adapter.wire.Frames;
import dev.aeneas.failover.adapter.wire.Link;
import dev.aeneas.failover.canary.Arrivals;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.local.LoopbackBlock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CanaryRoundsTest {
    private static final DetectionParameters.Canaries FAST =
            new DetectionParameters.Canaries(Duration.ofMillis(50), Duration.ofMillis(400), 4);

    private static final DatacenterName EAST = new DatacenterName("east");
    private static final DatacenterName WEST = new DatacenterName("west");

    private final LoopbackBlock block = LoopbackBlock.reserve();
    private final List<String> addresses = List.of(block.address(1, 1), block.address(1, 2));
    private final List<FakeCqlNode> nodes = new ArrayList<>();
    private final FrameLoop loop = new FrameLoop("test");
    private final Arrivals arrivals = new Arrivals(FAST.interval());
    private final CanaryRows rows = new CanaryRows("o'brien", WEST, arrivals);
    private volatile Optional<ClusterCredentials> logins = Optional.empty();
    private final CanaryRounds rounds = new CanaryRounds(loop, FAST, rows, () -> logins);

    private FakeCqlNode node(int number) {
        nodes.add(new FakeCqlNode(addresses.get(number)));
        return nodes.get(nodes.size() - 1);
    }

    @AfterEach
    void end() {
        nodes.forEach(FakeCqlNode::close);
        loop.close();
        block.close();
    }

    @Test
    void writesAndReadsWhatItWrote() {
        node(0);
        node(1);
        lookUntil(0);
        assertThat(rounds.current().orElseThrow().latency()).isPositive();
    }

    @Test
    void goesOnThroughAnotherCoordinatorWhenOneIsGone() {
        node(1);
        lookUntil(0);
    }

    @Test
    void countsWhatFailsInARowAndForgetsItWhenItGoesWell() {
        var one = node(0);
        var other = node(1);
        one.gray(true);
        other.gray(true);
        lookUntil(4);
        assertThat(rounds.current().orElseThrow().error()).contains("Cannot achieve");
        one.gray(false);
        other.gray(false);
        lookUntil(0);
    }

    @Test
    void knowsNothingOfNodesThatItDoesNotBelieveAndTakesUpANewAuthority() {
        logins = loginsWith(TestCertificates.OURS);
        for (var address : addresses) {
            nodes.add(new FakeCqlNode(
                    address, new ConcurrentHashMap<>(), Optional.of(TestCertificates.OURS.nodeContext())));
        }
        lookUntil(0);

        logins = loginsWith(TestCertificates.STRANGERS);
        nodes.forEach(FakeCqlNode::dropClients);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(FAST.interval())
                .until(() -> {
                    rounds.start(addresses);
                    return rounds.current().isEmpty();
                });

        logins = loginsWith(TestCertificates.OURS);
        lookUntil(0);
    }

    private static Optional<ClusterCredentials> loginsWith(TestCertificates certificates) {
        var login = Credentials.CASSANDRA_DEFAULT;
        return Optional.of(new ClusterCredentials(login, login, null, null, Optional.of(certificates.authority())));
    }

    @Test
    void findsWhatItsObserverWroteElsewhere() {
        var one = node(0);
        var other = node(1);
        rows.datacenters(Set.of(EAST, WEST));
        arrivals.acknowledged(EAST, 1_000);
        arrivals.acknowledged(EAST, 2_000);
        one.put("o'brien@east", 1_000);
        other.put("o'brien@east", 1_000);
        lookUntilBehindBy(Duration.ofMillis(50)); // no older than an interval after the newest write
        one.put("o'brien@east", 2_000);
        other.put("o'brien@east", 2_000);
        lookUntilBehindBy(Duration.ZERO);
    }

    private void lookUntilBehindBy(Duration lag) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(FAST.interval())
                .until(() -> {
                    rounds.start(addresses);
                    return rounds.current().stream()
                            .flatMap(canary -> canary.lags().stream())
                            .anyMatch(
                                    one -> one.from().equals(EAST) && one.lag().equals(lag));
                });
    }

    @Test
    void anObserverThatIsHeldUpFindsNoFaultAndCountsNothingOfIt() throws InterruptedException {
        node(0);
        node(1);
        lookUntil(0);
        var before = rounds.current().orElseThrow().lastGoodAt();
        var holdsUp = new CountDownLatch(1);
        var started = new CountDownLatch(1);
        loop.ask(
                Link.sessionless(NodeAddress.of(addresses.get(0)).cql(), Optional::empty),
                Frames.options(),
                FAST.bound(),
                reply -> {
                    holdsUp.countDown();
                    await(started, Duration.ofSeconds(20));
                    await(
                            new CountDownLatch(1),
                            FAST.bound().multipliedBy(2)); // as a process that does not get the processor
                });
        assertThat(holdsUp.await(20, TimeUnit.SECONDS)).isTrue();

        rounds.start(addresses);
        started.countDown();

        var canary = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> rounds.current().orElseThrow(),
                        c -> c.lastGoodAt().isAfter(before) || c.failedRounds() > 0);
        assertThat(canary.failedRounds()).isZero();
        assertThat(canary.latency()).isLessThan(FAST.bound());
    }

    private static void await(CountDownLatch latch, Duration bound) {
        try {
            latch.await(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void takesSilenceForAFailure() {
        var one = node(0);
        var other = node(1);
        lookUntil(0);
        one.freeze();
        other.freeze();
        lookUntil(2);
        assertThat(rounds.current().orElseThrow().error()).contains("no answer within PT0.4S");
    }

    @Test
    void doesNotLogInAtEveryRoundToNodesThatAreTooSlow() {
        var one = node(0);
        var other = node(1);
        one.freeze();
        other.freeze();
        lookUntil(20);
        assertThat(one.greetings() + other.greetings()).isLessThan(10);
        one.thaw();
        other.thaw();
        lookUntil(0);
    }

    private void lookUntil(int failedRounds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(FAST.interval())
                .until(() -> {
                    rounds.start(addresses);
                    return rounds.current()
                            .filter(c -> failedRounds == 0 ? c.failedRounds() == 0 : c.failedRounds() >= failedRounds)
                            .isPresent();
                });
    }
}
