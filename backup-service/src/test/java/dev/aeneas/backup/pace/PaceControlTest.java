package dev.aeneas.backup.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.node.RequestTimes;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceControlTest {
    private static final long MIB = 1 << 20;
    private static final long FLOOR = MIB;
    private static final long CAP = 1_024 * MIB;
    static final PacePolicy POLICY = new PacePolicy(
            Duration.ofSeconds(1),
            new PacePolicy.Rates(FLOOR, CAP),
            new PacePolicy.Limits(0.75, 0.9, 20),
            new PacePolicy.Clients(2, 1.1, Duration.ofNanos(300_000), Duration.ofSeconds(5), Duration.ofMinutes(2)),
            Duration.ofMinutes(5));

    private final SimulatedNode node = new SimulatedNode(POLICY, 7);

    @Test
    void goesAsFastAsItMayWhereNobodyUsesTheNode() {
        node.clients(0).run(2);
        assertThat(node.pacing().rate()).isEqualTo(CAP);
        assertThat(node.pacing().reason()).isEqualTo(PaceReason.NO_CLIENTS);
    }

    @Test
    void beginsAtTheFloorUntilItKnowsHowLongClientsWaitWithoutIt() {
        node.run(6);
        assertThat(node.pacing().rate()).isEqualTo(FLOOR);
        assertThat(node.pacing().reason()).isEqualTo(PaceReason.LEARNING);
        node.run(1);
        // exponential with a mean of 1 ms: 3 ms
        assertThat(node.pacing().latency().usual()).isBetween(Duration.ofNanos(2_500_000), Duration.ofNanos(3_500_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void staysBelowWhatClientsWouldNoticeAndUsesMuchOfWhatIsIdle(long seed) {
        var busy = new SimulatedNode(POLICY, seed).capacity(100 * MIB);
        long mean = busy.run(600);
        assertThat(busy.slowed()).isLessThan(1.2);
        // by 1.1 at 9 MiB/s, by 1.2 at 17
        assertThat(mean).isGreaterThan(4 * MIB);
        assertThat(busy.pacing().slowdowns()).isPositive();
    }

    @Test
    void takesNoPauseOfTheNodeForTheCopysFault() {
        node.capacity(100_000 * MIB).run(30);
        int slowdowns = node.pacing().slowdowns();
        node.pause(100_000).run(1);
        assertThat(node.pacing().slowdowns()).isEqualTo(slowdowns);
    }

    @Test
    void fallsWhenTheNodeGetsBusyAndRisesWhenItIsIdleAgain() {
        node.capacity(1_000 * MIB).run(60);
        long idle = node.run(60);
        long busy = node.capacity(20 * MIB).run(60);
        node.capacity(1_000 * MIB).run(120);
        long idleAgain = node.run(60);
        assertThat(busy).isLessThan(idle / 3);
        assertThat(idleAgain).isGreaterThan(3 * busy);
    }

    @Test
    void halvesWhenTheNodeNeedsItsCoresAndNeverFallsBelowTheFloor() {
        node.clients(0).run(2);
        node.cpu(0.8).run(1);
        assertThat(node.pacing().rate()).isEqualTo(CAP / 2);
        assertThat(node.pacing().reason()).isEqualTo(PaceReason.CPU);
        node.run(60);
        assertThat(node.pacing().rate()).isEqualTo(FLOOR);
        node.cpu(0.1).run(30);
        assertThat(node.pacing().rate()).isEqualTo(CAP);
    }

    @Test
    void leavesTheMachineToClientsOnlyWhereThereAreAny() {
        node.capacity(100 * MIB).clients(0).run(10);
        assertThat(node.pacing().rate()).isEqualTo(CAP); // all of the machine
        node.clients(500).run(20);
        assertThat(node.pacing().rate()).isLessThan(90 * MIB);
    }

    @Test
    void slowsDownForCompactionsButNotForThoseThatWereTooManyBeforeItBegan() {
        node.clients(0).compactions(30).run(2);
        assertThat(node.pacing().reason()).isEqualTo(PaceReason.COMPACTIONS);
        assertThat(node.pacing().rate()).isEqualTo(FLOOR);
        var control = new PaceControl(POLICY);
        var load = new NodeLoad(0.1, 0.1, 30, RequestTimes.NONE);
        var begun = control.begin().withUsualCompactions(30);
        var now = Instant.parse("2027-01-01T02:00:00Z");
        var next = control.next(control.next(begun, load, now), load, now.plusSeconds(1));
        assertThat(next.rate()).isEqualTo(CAP);
    }

    @Test
    void takesWhatClientsWaitAtTheFloorForUsualSinceItIsNotTheCopy() {
        node.capacity(100_000 * MIB).run(30);
        var before = node.pacing().latency().usual();
        node.service(5_000).run(90); // the disk got slower, or the requests larger
        assertThat(node.pacing().latency().usual()).isGreaterThan(before.multipliedBy(3));
        assertThat(node.pacing().rate()).isGreaterThan(FLOOR);
    }

    @Test
    void learnsAgainWhenClientsComeWhileItIsFast() {
        node.clients(0).run(30);
        node.clients(500).run(2);
        assertThat(node.pacing().reason()).isEqualTo(PaceReason.LEARNING);
        assertThat(node.pacing().rate()).isEqualTo(FLOOR);
    }

    @Test
    void goesAtTheFloorWhileTheNodeDoesNotAnswer() {
        node.clients(0).run(10);
        var silent = new PaceControl(POLICY).unknown(node.pacing());
        assertThat(silent.rate()).isEqualTo(FLOOR);
        assertThat(silent.reason()).isEqualTo(PaceReason.UNKNOWN);
    }
}
