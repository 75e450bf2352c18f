package dev.aeneas.failover.adapter.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.failover.adapter.FakeCqlNode;
import dev.aeneas.failover.adapter.wire.FrameLoop;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.detection.SilenceTracker.Sighting;
import dev.aeneas.local.LoopbackBlock;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What an observer makes of a node on a machine with too much to do. */
class ProbeRoundsTest {
    private static final long PATIENCE_SECONDS = 20;

    @Test
    void anAnswerThatComesAfterTheRoundEndsTheSilence() throws Exception {
        var seen = new LinkedBlockingQueue<Sighting>();
        try (var block = LoopbackBlock.reserve();
                var loop = new FrameLoop("test");
                var node = new FakeCqlNode(block.address(1, 1))) {
            node.freeze();
            var rounds = new ProbeRounds(loop, DetectionParameters.DEFAULT, seen::add);
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
}
