package dev.aeneas.backup.pace;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aeneas.cassandra.node.RequestTimes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a fake node that says what the test wants, looked at a hundred times a second. */
class NodePacesTest {
    private static final PacedNode NODE = new PacedNode(ORDERS, "east_1", "127.0.0.1");
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final long MIB = 1 << 20;
    private static final PacePolicy POLICY = new PacePolicy(
            Duration.ofMillis(10),
            new PacePolicy.Rates(MIB, 512 * MIB),
            PaceControlTest.POLICY.limits(),
            PaceControlTest.POLICY.clients(),
            Duration.ofSeconds(1));

    private volatile double cpu;
    private volatile IntSupplier compactions = () -> 0;
    private volatile boolean silent;
    private final AtomicInteger connections = new AtomicInteger();
    private final NodePaces paces = new NodePaces(node -> new FakeSession(), POLICY, InstantSource.system());

    private final class FakeSession implements SeeLoad.Session {
        FakeSession() {
            connections.incrementAndGet();
        }

        @Override
        public NodeLoad look() {
            if (silent) {
                throw new IllegalStateException("no answer");
            }
            return new NodeLoad(cpu, cpu, compactions.getAsInt(), RequestTimes.NONE);
        }

        @Override
        public void close() {
            connections.decrementAndGet();
        }
    }

    @AfterEach
    void close() {
        paces.close();
    }

    private void awaitRate(Pace pace, long rate, PaceReason reason) {
        await().atMost(BOUND).untilAsserted(() -> {
            assertThat(pace.shown().bytesPerSecond()).isEqualTo(rate);
            assertThat(pace.shown().reason()).isEqualTo(reason);
        });
    }

    @Test
    void fallsAndRisesWithTheNodesCpuAndSaysWhy() {
        try (var pace = paces.of(NODE)) {
            awaitRate(pace, 512 * MIB, PaceReason.NO_CLIENTS);
            cpu = 0.9;
            awaitRate(pace, MIB, PaceReason.CPU);
            assertThat(paces.shown(ORDERS)).singleElement().satisfies(shown -> {
                assertThat(shown.node()).isEqualTo("east_1");
                assertThat(shown.reason()).isEqualTo(PaceReason.CPU);
                assertThat(shown.keptBack().slowdowns()).isEqualTo(9);
            });
            cpu = 0.1;
            awaitRate(pace, 512 * MIB, PaceReason.NO_CLIENTS);
        }
    }

    @Test
    void goesAtTheFloorWhileTheNodeIsSilentAndConnectsAnew() {
        try (var pace = paces.of(NODE)) {
            silent = true;
            awaitRate(pace, MIB, PaceReason.UNKNOWN);
            silent = false;
            awaitRate(pace, 512 * MIB, PaceReason.NO_CLIENTS);
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void isTheSameForAllWhoHoldIt() {
        try (var one = paces.of(NODE);
                var other = paces.of(NODE)) {
            awaitRate(one, 512 * MIB, PaceReason.NO_CLIENTS);
            assertThat(other.shown().reason()).isEqualTo(PaceReason.NO_CLIENTS);
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void holdsBytesBack() throws IOException {
        cpu = 0.9;
        try (var pace = paces.of(NODE)) {
            long began = System.nanoTime();
            var content = pace.paced(new ByteArrayInputStream(new byte[(int) MIB]));
            assertThat(content.readAllBytes()).hasSize((int) MIB);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(800));
        }
    }

    @Test
    void waitsForCompactionsUpToItsBoundAndSaysThatItWentOn() throws InterruptedException {
        compactions = () -> 21;
        try (var pace = paces.of(NODE)) {
            pace.awaitCompactions();
            assertThat(pace.shown().keptBack().compactionsLeft()).isEqualTo(21);
            assertThat(pace.shown().keptBack().waitedForCompactions()).isGreaterThanOrEqualTo(POLICY.compactionsWait());
            awaitRate(pace, 512 * MIB, PaceReason.NO_CLIENTS); // they do not slow it down any more
        }
    }

    @Test
    void goesOnAsSoonAsFewCompactionsWait() throws InterruptedException {
        var looks = new AtomicInteger();
        compactions = () -> looks.incrementAndGet() < 4 ? 21 : 20;
        try (var pace = paces.of(NODE)) {
            pace.awaitCompactions();
            assertThat(pace.shown().keptBack().compactionsLeft()).isNull();
            assertThat(looks).hasValueGreaterThanOrEqualTo(4);
            assertThat(pace.shown().keptBack().waitedForCompactions()).isLessThan(POLICY.compactionsWait());
        }
    }
}
