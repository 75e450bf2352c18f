package dev.aeneas.backup.restore;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.backup.testing.FakeRestoreCluster;
import dev.aeneas.backup.testing.StoredBackup;
import dev.aeneas.contracts.BackupEvent.TurnEnded;
import dev.aeneas.contracts.BackupEvent.TurnRequested;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import dev.aeneas.contracts.RestoreEvent.RestoreCompleted;
import dev.aeneas.contracts.RestoreEvent.RestoreFailed;
import dev.aeneas.contracts.RestoreEvent.RestoreProgress;
import dev.aeneas.contracts.RestoreEvent.RestoreRefused;
import dev.aeneas.contracts.RestoreEvent.RestoreStarted;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoreRunTest extends RestoreFixture {
    @Test
    void bringsEveryRowBackAndSaysSoOnlyAfterItReadThem() {
        var outcome = completed(restore("r1", IntoExisting.FAIL));

        assertThat(outcome.tables()).singleElement().satisfies(table -> {
            assertThat(table.rows()).isEqualTo(3);
            assertThat(table.verified()).isTrue();
        });
        assertThat(cluster.rowsOf(ITEMS)).containsExactly("one", "three", "two");
        assertThat(cluster.stagedFiles()).isZero();
        assertThat(publisher.messages())
                .contains(new TurnRequested(ORDERS, "restore/r1"), new TurnEnded(ORDERS, "restore/r1"))
                .hasAtLeastOneElementOfType(ReserveTopology.class)
                .hasAtLeastOneElementOfType(RestoreStarted.class)
                .hasAtLeastOneElementOfType(ReleaseTopology.class);
        assertThat(publisher.messages().get(publisher.messages().size() - 1)).isInstanceOf(RestoreCompleted.class);
    }

    @Test
    void fetchesEverythingBeforeItTouchesAnythingAndEndsEachPhaseOnAllNodesFirst() {
        restore("r1", IntoExisting.FAIL);
        assertThat(cluster.log()).containsExactly("stage", "stage", "CREATE", "CREATE", "import", "import");
    }

    @Test
    void givesEachNodeItsTwinsFilesWhenTheRingIsTheSame() {
        restore("r1", IntoExisting.FAIL);
        assertThat(cluster.rowsOf("east_1", ITEMS)).containsExactly("one", "two");
        assertThat(cluster.rowsOf("east_2", ITEMS)).containsExactly("three", "two");
    }

    @Test
    void givesEveryHoldersFilesAndCleansUpWhenTheRingIsAnother() {
        cluster = new FakeRestoreCluster(ring("west", -20, 0, 20));
        send(command("r1", IntoExisting.FAIL, Map.of(), Map.of("east", "west")));
        completed(drive("r1"));
        assertThat(cluster.rowsOf(ITEMS)).containsExactly("one", "three", "two");
        assertThat(cluster.log()).contains("cleanup");
    }

    @Test
    void endsTheSameWhereverItCrashes() {
        restore("r0", IntoExisting.FAIL);
        int steps = performed;
        assertThat(steps).isGreaterThan(6);
        for (int at = 0; at < steps; at++) {
            cluster = new FakeRestoreCluster(ring("east", -10, 10));
            journal = new InMemoryJournal();
            publisher = new RecordingPublisher();
            engineAnew();
            crashAfter = at;
            assertThat(completed(restore("r1", IntoExisting.FAIL)).tables())
                    .as("crash after step " + at)
                    .allMatch(table -> table.rows() == 3 && table.verified());
            assertThat(cluster.stagedFiles()).isZero();
        }
    }

    @Test
    void bringsEveryRowIntoAClusterWithFewerDatacentersAndReplicas() throws Exception {
        var west = new RingNode(new BackupNode("west_1", "127.0.0.9", "west", "west_1"), true, List.of(0L));
        new StoredBackup(store(), "b1")
                .node(ring("east", -10, 10).get(0), ITEMS, "nb-1-big-Data.db", "one two")
                .node(west, ITEMS, "nb-1-big-Data.db", "three")
                .write("5.0.9", StoredBackup.KEYSPACE.replace("'1'", "'2', 'west': '1'"), StoredBackup.TABLE);
        cluster = new FakeRestoreCluster(ring("scratch", -5, 5));
        var smaller = new RestoreBackup(
                ORDERS,
                "r1",
                null,
                "b1",
                null,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of("east", "scratch"),
                null,
                null,
                List.of("west"),
                1,
                false);
        send(smaller);
        var ended = (Ended) drive("r1");
        assertThat(completed(ended).tables()).allMatch(table -> table.rows() == 3 && table.verified());
        assertThat(ended.planned().target().replication().get("shop").factors()).isEqualTo(Map.of("scratch", 1));
    }

    @Test
    void tellsEveryBrokenRuleAtOnce() throws Exception {
        cluster.holdsSchema(
                "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': '2'}",
                "CREATE TABLE shop.items (id bigint PRIMARY KEY, added text)");
        cluster.say("east_2 is Down/NORMAL");
        cluster.runs("4.1.3");
        busy = List.of("backup nightly");
        store().deleteObject(ORDERS, Digest.of(new ByteArrayInputStream("one two".getBytes(StandardCharsets.UTF_8))));

        assertThat(refused(command("r1", IntoExisting.FAIL)))
                .extracting(Violation::toString)
                .anyMatch(rule -> rule.contains("does not have east_1 shop.items nb-1-big-Data.db"))
                .anyMatch(rule -> rule.contains("backup nightly is under way"))
                .anyMatch(rule -> rule.contains("east_2 is Down/NORMAL"))
                .anyMatch(rule -> rule.contains("one schema version"))
                .anyMatch(rule -> rule.contains("4.1.3, which does not read the files of 5.0.9"))
                .anyMatch(rule -> rule.contains("is there already"))
                .anyMatch(rule -> rule.contains("column 'id' as bigint"))
                .anyMatch(rule -> rule.contains("no column 'name'"));
    }

    @Test
    void refusesWithoutRoomOnADisk() {
        cluster.hasFree(10);
        assertThat(refused(command("r1", IntoExisting.FAIL)))
                .extracting(Violation::field)
                .containsExactly("east_1", "east_2");
    }

    @Test
    void refusesABackupThatIsNoneAndADatacenterThatIsNotThere() throws Exception {
        cluster = new FakeRestoreCluster(ring("north", 0));
        assertThat(refused(command("r1", IntoExisting.FAIL)))
                .singleElement()
                .satisfies(rule -> assertThat(rule.rule()).contains("'east'").contains("[north]"));
        store().deleteBackup(ORDERS, "b1");
        assertThat(refused(command("r2", IntoExisting.FAIL))).singleElement().satisfies(rule -> assertThat(rule.field())
                .isEqualTo("backupId"));
    }

    @Test
    void addsToALivingTableWithoutTouchingOtherRows() {
        cluster.holdsSchema(
                "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': '2'}",
                "CREATE TABLE shop.items (id int PRIMARY KEY, name text, added text)");
        cluster.write(ITEMS, "newer");
        completed(restore("r1", IntoExisting.MERGE));
        assertThat(cluster.rowsOf(ITEMS)).containsExactly("newer", "one", "three", "two");
        assertThat(cluster.log()).doesNotContain("CREATE", "TRUNCATE");
    }

    @Test
    void emptiesALivingTableWhenAskedTo() {
        cluster.holdsSchema(
                "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': '2'}",
                "CREATE TABLE shop.items (id int PRIMARY KEY, name text)");
        cluster.write(ITEMS, "newer");
        completed(restore("r1", IntoExisting.TRUNCATE));
        assertThat(cluster.rowsOf(ITEMS)).containsExactly("one", "three", "two");
    }

    @Test
    void restoresUnderAnotherNameBesideTheLivingTable() {
        cluster.holdsSchema(
                "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': '2'}",
                "CREATE TABLE shop.items (id int PRIMARY KEY, name text)");
        cluster.write(ITEMS, "newer");
        send(command("r1", IntoExisting.FAIL, Map.of("shop.items", "items_of_monday"), Map.of()));
        completed(drive("r1"));
        assertThat(cluster.rowsOf(new TableName("shop", "items_of_monday"))).hasSize(3);
        assertThat(cluster.rowsOf(ITEMS)).containsExactly("newer");
    }

    @Test
    void failsHonestlyAndLeavesNothingBehindWhenANodeDies() {
        send(command("r1", IntoExisting.FAIL));
        send(reserved(run("r1"), 7));
        perform(worker(cluster.asSeen()), process("r1"), (RestoreWork)
                kind.openWork(run("r1")).get(0));
        cluster.stop("east_2");
        var ended = (Ended) drive("r1");
        assertThat(ended.outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.error().target()).isEqualTo("east_2");
            assertThat(failed.error().message()).contains("nothing was touched");
        });
        assertThat(cluster.log()).doesNotContain("CREATE", "import");
        assertThat(publisher.messages()).hasAtLeastOneElementOfType(RestoreFailed.class);
        assertThat(publisher.messages()).hasAtLeastOneElementOfType(ReleaseTopology.class);
    }

    @Test
    void touchesNothingBeforeItsTurnComes() {
        assertThat(deliver(command("r1", IntoExisting.FAIL))).containsExactly(new TurnRequested(ORDERS, "restore/r1"));
        assertThat(kind.openWork(run("r1"))).isEmpty();
    }

    @Test
    void isRefusedWhileTheTopologyChanges() {
        send(command("r1", IntoExisting.FAIL));
        send(new ProvisioningRefused(
                ORDERS,
                "aeneas.provisioning.ReserveTopology.v1",
                Refusal.Kind.CONFLICT,
                List.of(new Violation("runId", "must wait")),
                "orders/r1"));
        assertThat(((Ended) run("r1")).outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(publisher.messages()).hasAtLeastOneElementOfType(RestoreRefused.class);
    }

    @Test
    void givesUpWhenTheLockGoesToSomebodyElse() {
        send(command("r1", IntoExisting.FAIL));
        send(reserved(run("r1"), 7));
        perform(worker(cluster.asSeen()), process("r1"), (RestoreWork)
                kind.openWork(run("r1")).get(0));
        send(reserved(run("r1"), 8));
        assertThat(((Ended) drive("r1")).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, f -> assertThat(f.error().code()).isEqualTo("LockLost"));
    }

    @Test
    void asksForTheLockAgainSoThatItIsKept() {
        send(command("r1", IntoExisting.FAIL));
        send(reserved(run("r1"), 7));
        var due = kind.wakeAt(run("r1")).orElseThrow();
        var process = new ProcessId(RestoreProcess.KIND, RestoreProcess.id(ORDERS, "r1"));
        assertThat(engine.deliver(process, new Received<>("wake", "c", due, new Wake(due))))
                .containsExactly(new ReserveTopology(ORDERS, "orders/r1"));
    }

    @Test
    void saysHowFarItIsAtMostOnceASecond() {
        restore("r1", IntoExisting.FAIL);
        assertThat(publisher.messages()).doesNotHaveAnyElementsOfTypes(RestoreProgress.class); // no time passed
    }

    @Test
    void createsFunctionsBeforeTablesAndViewsAfterTheRowsAreThere() throws Exception {
        new StoredBackup(store(), "b1")
                .node(ring("east", -10, 10).get(0), ITEMS, "nb-1-big-Data.db", "one")
                .write(
                        "5.0.9",
                        StoredBackup.KEYSPACE,
                        "CREATE FUNCTION shop.twice(x int) CALLED ON NULL INPUT RETURNS int LANGUAGE java AS $$ return 2 * x; $$;",
                        StoredBackup.TABLE,
                        "CREATE MATERIALIZED VIEW shop.by_name AS SELECT * FROM shop.items WHERE name IS NOT NULL AND id IS NOT"
                                + " NULL PRIMARY KEY (name, id) WITH ID = 5f3c0e10-0000-11ee-0000-0123456789ac AND comment = '';");
        cluster = new FakeRestoreCluster(ring("east", -10, 10).subList(0, 1));
        completed(restore("r1", IntoExisting.FAIL));
        assertThat(cluster.script())
                .anyMatch(statement -> statement.startsWith("CREATE FUNCTION \"shop\".\"twice\""))
                .last()
                .asString()
                .startsWith("CREATE MATERIALIZED VIEW \"shop\".\"by_name\" AS SELECT * FROM \"shop\".\"items\"")
                .endsWith("PRIMARY KEY (name, id) WITH comment = ''");
        assertThat(cluster.log()).endsWith("import", "CREATE");
    }

    @Test
    void refusesALivingTableWhoseViewWouldNotBeUpdated() {
        cluster.holdsSchema(
                "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': '2'}",
                "CREATE TABLE shop.items (id int PRIMARY KEY, name text)",
                "CREATE MATERIALIZED VIEW shop.by_name AS SELECT * FROM shop.items WHERE name IS NOT NULL AND id IS NOT NULL"
                        + " PRIMARY KEY (name, id)");
        assertThat(refused(command("r1", IntoExisting.TRUNCATE)))
                .singleElement()
                .satisfies(rule ->
                        assertThat(rule.rule()).contains("view shop.by_name").contains("drop it first"));
    }

    @Test
    void bringsADroppedTableBackAndRefusesAnAlteredOneUnlessItWasOnlyAddedTo() {
        cluster.holdsSchema(
                "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': '2'}",
                "CREATE TABLE shop.items (id int PRIMARY KEY, name blob)");
        assertThat(refused(command("r1", IntoExisting.TRUNCATE)))
                .singleElement()
                .satisfies(rule -> assertThat(rule.rule()).contains("'name' as blob"));

        cluster = new FakeRestoreCluster(ring("east", -10, 10));
        cluster.holdsSchema(
                "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': '2'}");
        completed(restore("r2", IntoExisting.FAIL));
        assertThat(cluster.rowsOf(ITEMS)).containsExactly("one", "three", "two");

        cluster = new FakeRestoreCluster(ring("east", -10, 10));
        cluster.holdsSchema(
                "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': '2'}",
                "CREATE TABLE shop.items (id int PRIMARY KEY, name text)",
                "ALTER TABLE shop.items ADD since text");
        completed(restore("r3", IntoExisting.TRUNCATE));
        assertThat(cluster.rowsOf(ITEMS)).containsExactly("one", "three", "two");
    }

    @Test
    void onlyCountsTheRowsOfATableThatLostAColumnSince() {
        cluster.holdsSchema(
                "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': '2'}",
                "CREATE TABLE shop.items (id int PRIMARY KEY, name text)",
                "ALTER TABLE shop.items DROP name USING TIMESTAMP 1");
        assertThat(completed(restore("r1", IntoExisting.TRUNCATE)).tables())
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.rows()).isEqualTo(3);
                    assertThat(table.verified()).isFalse();
                });
    }

    @Test
    void failsBeforeAnythingIsTouchedWhenAnObjectIsCorrupt() throws Exception {
        var digest = Digest.of(new ByteArrayInputStream("one two".getBytes(StandardCharsets.UTF_8)));
        Files.writeString(object(digest), "one 2wo");
        var ended = (Ended) restore("r1", IntoExisting.FAIL);
        assertThat(ended.outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(
                        failed.error().message())
                .contains("nothing was touched"));
        assertThat(cluster.log()).doesNotContain("CREATE", "import");
        assertThat(cluster.stagedFiles()).isZero();
    }

    private Path object(Digest digest) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().contains(digest.hex()))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
