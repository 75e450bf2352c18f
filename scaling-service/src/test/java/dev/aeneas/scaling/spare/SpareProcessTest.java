package dev.aeneas.scaling.spare;

import static dev.aeneas.scaling.Machines.EAST;
import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.keeping;
import static dev.aeneas.scaling.Machines.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ScalingEvent.SparesMissing;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.scaling.look.OpenRun;
import dev.aeneas.scaling.spare.SparesSeen.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** West keeps three spares, and is looked at once a minute. */
class SpareProcessTest {
    private static final SpareBounds BOUNDS = new SpareBounds(Duration.ofMinutes(1), Duration.ofMinutes(15));
    private static final ClusterTopology KEEPING = keeping(3, orders(3, SMALL));

    private final ProcessKind<SpareWatch> kind = SpareProcess.kind(BOUNDS);
    private final List<Message> said = new ArrayList<>();
    private Instant now = Instant.parse("2026-06-01T10:00:00Z");
    private SpareWatch watch;

    private static SparesSeen seen(Kept... kept) {
        return new SparesSeen(null, List.of(kept));
    }

    private static Kept kept(DatacenterName datacenter, int answering) {
        return new Kept(datacenter, 3, answering, true);
    }

    private void hear(Object body) {
        kind.decide(Optional.ofNullable(watch), new Received<>("in", "c", now, body))
                .ifPresent(decision -> {
                    watch = decision.state();
                    said.addAll(decision.messages());
                });
    }

    /** At the time of the next look. */
    private void look(SparesSeen found) {
        now = kind.wakeAt(watch).orElseThrow();
        hear(new Wake(now));
        assertThat(kind.openWork(watch)).hasSize(1);
        hear(found);
    }

    private void looks(int times, SparesSeen found) {
        for (int i = 0; i < times; i++) {
            look(found);
        }
    }

    @Test
    void looksAtNothingWhereNobodyKeepsSpares() {
        hear(new TopologyChanged(ORDERS, orders(3, SMALL)));

        assertThat(watch).isNull();
    }

    @Test
    void asksForARunWhenTooFewAnswerTwiceInARow() {
        hear(new TopologyChanged(ORDERS, KEEPING));
        look(seen(kept(WEST, 3)));
        look(seen(kept(WEST, 1)));
        assertThat(said).isEmpty();

        look(seen(kept(WEST, 1)));
        assertThat(said).containsExactly(new SparesMissing(ORDERS, WEST, 3, 1, "spares-orders-west-1"));
    }

    @Test
    void forgetsATooFewThatDidNotLast() {
        hear(new TopologyChanged(ORDERS, KEEPING));
        look(seen(kept(WEST, 1)));
        look(seen(kept(WEST, 3)));
        look(seen(kept(WEST, 1)));

        assertThat(said).isEmpty();
    }

    @Test
    void asksAgainOnlyAfterAWhileUnderAnotherName() {
        hear(new TopologyChanged(ORDERS, KEEPING));
        looks(16, seen(kept(WEST, 0)));
        assertThat(said).hasSize(1);

        look(seen(kept(WEST, 0)));
        assertThat(said).hasSize(2).last().isEqualTo(new SparesMissing(ORDERS, WEST, 3, 0, "spares-orders-west-2"));
    }

    @Test
    void asksForEachDatacenterByItself() {
        hear(new TopologyChanged(ORDERS, KEEPING));
        looks(2, seen(kept(WEST, 0), kept(EAST, 2)));

        assertThat(said)
                .extracting(message -> ((SparesMissing) message).runId())
                .containsExactly("spares-orders-west-1", "spares-orders-east-2");
    }

    @Test
    void leavesAnOpenRunAlone() {
        hear(new TopologyChanged(ORDERS, KEEPING));
        looks(3, new SparesSeen(new OpenRun("by-hand", WEST, false), List.of(kept(WEST, 0))));

        assertThat(said).isEmpty();
    }

    @Test
    void makesNoSparesWhileANodeIsDown() {
        hear(new TopologyChanged(ORDERS, KEEPING));
        looks(3, seen(new Kept(WEST, 3, 0, false)));

        assertThat(said).isEmpty();
    }

    @Test
    void looksAgainWhenALookFailed() {
        hear(new TopologyChanged(ORDERS, KEEPING));
        now = kind.wakeAt(watch).orElseThrow();
        hear(new Wake(now));
        hear(new WorkFailed(kind.openWork(watch).get(0), new IllegalStateException("the store is away")));

        assertThat(kind.wakeAt(watch)).contains(now.plus(BOUNDS.interval()));
    }

    @Test
    void endsWhenNobodyKeepsSparesAnyMoreOrTheClusterIsDeletedAndBeginsAgain() {
        hear(new TopologyChanged(ORDERS, KEEPING));
        look(seen());
        assertThat(kind.isClosed(watch)).isTrue();
        assertThat(kind.wakeAt(watch)).isEmpty();

        hear(new TopologyChanged(ORDERS, KEEPING));
        assertThat(kind.isClosed(watch)).isFalse();
        hear(new ClusterDeleted(ORDERS, "delete"));
        assertThat(kind.isClosed(watch)).isTrue();
    }

    @Test
    void keepsItsStateInTheJournalWithoutLoss() {
        hear(new TopologyChanged(ORDERS, KEEPING));
        looks(2, seen(kept(WEST, 0)));

        assertThat(WireFormat.read(WireFormat.write(watch), SpareWatch.class)).isEqualTo(watch);
    }
}
