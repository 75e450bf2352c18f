package dev.aeneas.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cli.demo.DemoReport.Check;
import dev.aeneas.cli.demo.DemoReport.NodeState;
import dev.aeneas.cli.demo.DemoReport.Promise;
import dev.aeneas.contracts.WireFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final Instant LOST_AT = Events.LOST_AT;

    @Test
    void allHoldWhenNothingWentWrong() {
        assertThat(Checks.of(evidence(6, Checks.UP_NORMAL, rows(0, 1, 2), "Completed")))
                .allSatisfy(check -> assertThat(check.holds()).as(check.name()).isTrue());
    }

    @Test
    void aNodeThatStillJoinsIsNoCapacity() {
        assertThat(failed(evidence(6, "Up/JOINING", rows(0, 1, 2), "Completed")))
                .containsExactly("the standby has 6 nodes of Local_M, all Up/Normal");
    }

    @Test
    void aMissingNodeIsNoCapacity() {
        assertThat(failed(evidence(5, Checks.UP_NORMAL, rows(0, 1, 2), "Completed")))
                .hasSize(1);
    }

    @Test
    void aRowThatVanishedFailsEvenWhenOthersCame() {
        assertThat(failed(evidence(6, Checks.UP_NORMAL, rows(0, 2), "Completed")))
                .containsExactly("every row readable before is readable after");
    }

    @Test
    void aFailedBackupFails() {
        assertThat(failed(evidence(6, Checks.UP_NORMAL, rows(0, 1, 2), "Failed")))
                .containsExactly("the backup completed");
    }

    @Test
    void aPromiseThatWasNotMeasuredIsNeitherKeptNorBroken() {
        assertThat(Checks.promises(Events.complete().timeline(), null, 1000, 1000))
                .first()
                .isEqualTo(new Promise("gossipDownMs / regionDownMs", null, 5, true, null));
    }

    @Test
    void promisesFiveTimesSoonerThanGossip() {
        assertThat(Checks.promises(Events.complete().timeline(), 19_000L, 1000, 1000))
                .first()
                .isEqualTo(new Promise("gossipDownMs / regionDownMs", 9.5, 5, true, true));
    }

    private static List<String> failed(Evidence evidence) {
        return Checks.of(evidence).stream()
                .filter(check -> !check.holds())
                .map(Check::name)
                .toList();
    }

    /** Rows 0 and 1 were acknowledged and readable before; row 2 was acknowledged by the standby afterwards. */
    private static Evidence evidence(int standbyNodes, String state, BitSet readableAfter, String backupState) {
        var before = List.of(
                new Acknowledgement(0, LOST_AT.minusMillis(20), "east"),
                new Acknowledgement(1, LOST_AT.minusMillis(10), "east"));
        var all = new ArrayList<>(before);
        all.add(new Acknowledgement(2, LOST_AT.plusMillis(2500), "west"));
        var nodesAfter = new ArrayList<NodeState>();
        for (int i = 1; i <= standbyNodes; i++) {
            nodesAfter.add(new NodeState("west_" + i, "west", "127.21.1." + i, "Local_M", state));
        }
        return new Evidence(
                Events.complete().timeline(),
                new Losses(before),
                rows(0, 1),
                new Losses(all),
                readableAfter,
                Optional.of(LOST_AT.plusMillis(19_000)),
                List.of(new NodeState("east_1", "east", "127.20.1.1", "Local_M", "NORMAL")),
                nodesAfter,
                new DemoReport.Backup("b1", backupState, WireFormat.mapper().createObjectNode()),
                0);
    }

    private static BitSet rows(int... present) {
        var rows = new BitSet();
        for (int row : present) {
            rows.set(row);
        }
        return rows;
    }
}
