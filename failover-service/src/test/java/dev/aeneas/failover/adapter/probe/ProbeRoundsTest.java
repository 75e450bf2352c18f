package dev.aeneas.failover.adapter.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aeneas.cassandra.testing.TestCertificates;
import dev.aeneas.failover.adapter.FakeCqlNode;
import dev.aeneas.failover.adapter.wire.FrameLoop;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.detection.SilenceTracker.Sighting;
import dev.aeneas.local.LoopbackBlock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an observer makes of nodes that answer late, and of those that come back. */
class ProbeRoundsTest {
    private static final long PATIENCE_SECONDS = 20;

    @Test
    void anAnswerThatComesAfterTheRoundEndsTheSilence() throws Exception {
        var seen = new LinkedBlockingQueue<Sighting>();
        try (var block = LoopbackBlock.reserve();
                var loop = new FrameLoop("test");
                var node = new FakeCqlNode(block.address(1, 1))) {
            node.freeze();
            var rounds = new ProbeRounds(loop, DetectionParameters.DEFAULT, Optional::empty, seen::add);
            rounds.start(List.of(block.address(1, 1)));
            assertThat(seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS).silentRounds())
                    .isOne();

            node.thaw();
            var alive = seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(alive.silentRounds()).isZero();
            assertThat(alive.round()).isZero();
            assertThat(alive.lastAnswerAt()).isNotNull();
        }
    }

    @Test
    void aNodeWhoseCertificateIsNotBelievedLives() throws Exception {
        var seen = new LinkedBlockingQueue<Sighting>();
        try (var block = LoopbackBlock.reserve();
                var loop = new FrameLoop("test");
                var node = new FakeCqlNode(
                        block.address(1, 1),
                        new ConcurrentHashMap<>(),
                        Optional.of(TestCertificates.STRANGERS.nodeContext()))) {
            var ours = Optional.of(TestCertificates.OURS.authority());
            var rounds = new ProbeRounds(loop, DetectionParameters.DEFAULT, () -> ours, seen::add);
            await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).untilAsserted(() -> {
                rounds.start(List.of(block.address(1, 1)));
                assertThat(seen).as("%s", node).anyMatch(sighting -> sighting.answering() == 1);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "1, true", "2, true"})
    void whicheverNodeComesBackAfterALongSilenceIsFound(int which, boolean overTls) throws Exception {
        var certificates = overTls ? Optional.of(TestCertificates.OURS) : Optional.<TestCertificates>empty();
        var authority = certificates.map(TestCertificates::authority);
        var answered = new AtomicBoolean();
        try (var block = LoopbackBlock.reserve();
                var loop = new FrameLoop("test")) {
            var nodes = List.of(block.address(1, 1), block.address(1, 2));
            var silent = new AtomicInteger();
            var rounds = new ProbeRounds(loop, DetectionParameters.DEFAULT, () -> authority, sighting -> {
                silent.set(sighting.silentRounds());
                answered.compareAndSet(false, sighting.answering() > 0);
            });
            int forLong = DetectionParameters.DEFAULT.silentRoundsUntilAsking() + 2;
            await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(() -> {
                rounds.start(nodes);
                return silent.get() >= forLong;
            });

            // it is looked at often all the same: who says nothing for a while has no vote
            int before = silent.get();
            var started = new AtomicInteger();
            await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(() -> {
                rounds.start(nodes);
                started.incrementAndGet();
                return silent.get() >= before + 10;
            });
            assertThat(started.get()).isLessThan(60);

            var back = new FakeCqlNode(
                    block.address(1, which),
                    new ConcurrentHashMap<>(),
                    certificates.map(TestCertificates::nodeContext));
            try {
                await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(() -> {
                    rounds.start(nodes);
                    return answered.get();
                });
            } finally {
                back.close();
            }
        }
    }
}
