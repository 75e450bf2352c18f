package dev.aeneas.backup.restore;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.archive.LogSegment;
import dev.aeneas.backup.archive.ShipLogs;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.testing.FakeRestoreCluster;
import dev.aeneas.backup.testing.StoredBackup;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import dev.aeneas.contracts.RestoreEvent.RestoreStarted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The backup is of 2026-12-31 02:00, with rows one, two and three; now it is 2027-01-01 02:00. */
class PointInTimeTest extends RestoreFixture {
    private static final Instant BEFORE_THE_DELETION = Instant.parse("2026-12-31T11:59:59Z");
    private static final List<BackupNode> NODES =
            ring("east", -10, 10).stream().map(node -> node.node()).toList();

    /** By node: the lines of its segments by their names. */
    private final Map<String, Map<String, List<String>>> segments = new HashMap<>();

    /** By node: bytes that it wrote and has not marked. */
    private final Map<String, Long> unmarked = new HashMap<>();

    private ShipLogs ship;
    private Instant shippedAt = Instant.parse("2026-12-31T12:00:10Z");

    @BeforeEach
    void aLogOfEachNode() throws IOException {
        ship = new ShipLogs(ORDERS, store(), (cluster, node) -> segments(node), () -> shippedAt);
        logged("east_1", 1, "2026-12-31T10:00:00Z four");
        logged("east_2", 1, "2026-12-31T10:30:00Z five");
        logged("east_1", 1, "2026-12-31T12:00:00Z !one");
        logged("east_2", 2, "2026-12-31T12:00:00Z !three");
        shipAll();
    }

    private void logged(String node, int segment, String line) {
        segments.computeIfAbsent(node, n -> new TreeMap<>())
                .computeIfAbsent("CommitLog-8-170000000000" + segment + ".log", s -> new ArrayList<>())
                .add(line);
    }

    private void shipAll() throws IOException {
        ship.look();
        ship.round(NODES);
    }

    private List<LogSegment> segments(BackupNode node) {
        var found = new ArrayList<LogSegment>();
        segments.getOrDefault(node.name(), Map.of()).forEach((name, lines) -> {
            var text = String.join("\n", lines) + "\n";
            long written = text.length() + unmarked.getOrDefault(node.name(), 0L);
            found.add(new LogSegment(name, text.length(), written, false, new Text(text)));
        });
        return found;
    }

    private record Text(String text) implements LogSegment.Bytes {
        @Override
        public InputStream open(long offset, long length) {
            var part = text.substring((int) offset, (int) (offset + length));
            return new ByteArrayInputStream(part.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void discard() {
            throw new IllegalStateException("it is in use");
        }
    }

    private static RestoreBackup to(String id, String backupId, Instant moment) {
        return to(id, backupId, moment, Map.of());
    }

    private static RestoreBackup to(String id, String backupId, Instant moment, Map<String, String> datacenters) {
        return new RestoreBackup(
                ORDERS,
                id,
                null,
                backupId,
                null,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                datacenters,
                moment,
                IntoExisting.FAIL);
    }

    private Outcome.Completed restored(RestoreBackup command) {
        send(command);
        return completed(drive(command.restoreId()));
    }

    @Test
    void bringsBackTheSecondBeforeABadDeletion() {
        var outcome = restored(to("r1", "b1", BEFORE_THE_DELETION));
        assertThat(cluster.rowsOf(ITEMS)).containsExactly("five", "four", "one", "three", "two");
        assertThat(outcome.tables()).singleElement().satisfies(table -> {
            assertThat(table.rows()).isEqualTo(5);
            assertThat(table.verified()).isTrue();
        });
        assertThat(cluster.log())
                .startsWith("stage", "stage", "replay", "replay")
                .doesNotContain("cleanup");
        assertThat(cluster.stagedFiles()).isZero();
    }

    @Test
    void doesAgainWhatWasDeletedUpToTheMoment() {
        restored(to("r1", "b1", Instant.parse("2026-12-31T12:00:00Z")));
        assertThat(cluster.rowsOf(ITEMS)).containsExactly("five", "four", "two");
    }

    @Test
    void choosesTheNewestBackupFromWhichTheMomentCanBeReachedAndSaysWhich() throws Exception {
        new StoredBackup(store(), "b0")
                .node(ring("east", -10, 10).get(0), ITEMS, "nb-1-big-Data.db", "old")
                .at(Instant.parse("2026-12-30T02:00:00Z"))
                .write("5.0.9", StoredBackup.KEYSPACE, StoredBackup.TABLE);
        var command = to("r1", null, BEFORE_THE_DELETION);
        restored(command);
        assertThat(cluster.rowsOf(ITEMS)).hasSize(5);
        assertThat(publisher.messages())
                .filteredOn(RestoreStarted.class::isInstance)
                .singleElement()
                .satisfies(started ->
                        assertThat(((RestoreStarted) started).backupId()).isEqualTo("b1"));

        assertThat(deliver(command))
                .as("asking again is harmless")
                .singleElement()
                .isNotNull();
        assertThat(run("r1").request().command().backupId()).isEqualTo("b1");
    }

    @Test
    void givesEveryLogThatItNeedsToARingOfAnotherShapeAndCleansUp() {
        cluster = new FakeRestoreCluster(ring("west", -20, 0, 20));
        restored(to("r1", null, BEFORE_THE_DELETION, Map.of("east", "west")));
        assertThat(cluster.rowsOf(ITEMS)).containsExactly("five", "four", "one", "three", "two");
        assertThat(cluster.log()).contains("cleanup");
    }

    @Test
    void getsWhatANodeLoggedThatJoinedAfterTheBackup() throws Exception {
        logged("east_3", 1, "2026-12-31T11:00:00Z six");
        ship.round(List.of(new BackupNode("east_3", "127.0.0.3", "east", "east_1")));
        restored(to("r1", "b1", BEFORE_THE_DELETION));
        assertThat(cluster.rowsOf(ITEMS)).contains("six");
        assertThat(cluster.log()).as("nobody knows whose ranges it took over").contains("cleanup");
    }

    @Test
    void endsTheSameWhereverItCrashes() {
        restored(to("r0", "b1", BEFORE_THE_DELETION));
        int steps = performed;
        for (int at = 0; at < steps; at++) {
            cluster = new FakeRestoreCluster(ring("east", -10, 10));
            crashAfter = at;
            assertThat(restored(to("r" + (at + 1), null, BEFORE_THE_DELETION)).tables())
                    .as("crash after step " + at)
                    .allMatch(table -> table.rows() == 5 && table.verified());
            assertThat(cluster.stagedFiles()).isZero();
        }
    }

    @Test
    void refusesAMomentThatIsNotInTheStoreYetAndNamesTheNodes() {
        assertThat(refused(to("r1", null, shippedAt)))
                .extracting(Violation::rule)
                .hasSize(2)
                .allMatch(rule -> rule.contains("'b1'") && rule.contains("up to 2026-12-31T12:00:10Z only"))
                .anyMatch(rule -> rule.contains("east_1"));
    }

    @Test
    void refusesAMomentWhoseWritesANodeHadNotMarkedAndNamesIt() throws Exception {
        unmarked.put("east_2", 7L);
        shippedAt = Instant.parse("2026-12-31T12:01:00Z");
        shipAll();
        shippedAt = Instant.parse("2026-12-31T12:05:00Z");
        shipAll();
        assertThat(refused(to("r1", null, Instant.parse("2026-12-31T12:01:00Z"))))
                .singleElement()
                .satisfies(violation -> assertThat(violation.rule())
                        .contains("the log of east_2 is in the store up to 2026-12-31T12:00:10Z only"));
    }

    @Test
    void refusesAMomentBehindAGapAndNamesIt() throws Exception {
        logged("east_2", 5, "2026-12-31T12:00:11Z late");
        shippedAt = Instant.parse("2026-12-31T12:01:00Z");
        shipAll();
        assertThat(refused(to("r1", null, Instant.parse("2026-12-31T12:00:30Z"))))
                .singleElement()
                .satisfies(violation -> assertThat(violation.rule())
                        .contains("east_2")
                        .contains("2 segment(s) between CommitLog-1700000000002 and CommitLog-1700000000005"));
    }

    @Test
    void refusesAMomentBeforeEveryBackupAndOneBeforeTheBackupThatIsNamed() {
        var early = Instant.parse("2026-12-31T01:00:00Z");
        assertThat(refused(to("r1", null, early))).singleElement().satisfies(violation -> assertThat(violation.rule())
                .contains("has none from before " + early));
        assertThat(refused(to("r2", "b1", early))).singleElement().satisfies(violation -> assertThat(violation.rule())
                .contains("when backup 'b1' was frozen"));
    }

    @Test
    void refusesAMomentThatHasNotComeYet() {
        assertThat(deliver(to("r1", null, now.plusSeconds(1))))
                .singleElement()
                .satisfies(said -> assertThat(said.toString()).contains("must be in the past"));
    }

    @Test
    void failsBeforeAnythingIsTouchedWhenAPieceOfALogIsMissing() throws Exception {
        var text = "2026-12-31T10:30:00Z five\n";
        store().deleteObject(ORDERS, Digest.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))));
        send(to("r1", null, BEFORE_THE_DELETION));
        assertThat(((Ended) drive("r1")).outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(
                        failed.error().message())
                .contains("nothing was touched"));
        assertThat(cluster.log()).doesNotContain("CREATE", "import");
        assertThat(cluster.stagedFiles()).isZero();
    }
}
