package dev.aeneas.backup.restore;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.backup.testing.FakeRestoreCluster;
import dev.aeneas.backup.testing.StoredBackup;
import dev.aeneas.backup.testing.Topologies;
import dev.aeneas.contracts.BackupCommand.IntoExisting;
import dev.aeneas.contracts.BackupCommand.RestoreBackup;
import dev.aeneas.contracts.BackupEvent.RestoreCompleted;
import dev.aeneas.contracts.BackupEvent.RestoreFailed;
import dev.aeneas.contracts.BackupEvent.RestoreProgress;
import dev.aeneas.contracts.BackupEvent.RestoreRefused;
import dev.aeneas.contracts.BackupEvent.RestoreStarted;
import dev.aeneas.contracts.BackupEvent.TurnEnded;
import dev.aeneas.contracts.BackupEvent.TurnGranted;
import dev.aeneas.contracts.BackupEvent.TurnRequested;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.Sku;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreRunTest {
    private static final TableName ITEMS = new TableName("shop", "items");
    private static final RestorePolicy POLICY = new RestorePolicy(
            2,
            2,
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            new RestorePolicy.Lock(Duration.ofSeconds(30), Duration.ofMinutes(2)),
            new RestorePolicy.Rates(50_000_000, 100_000_000, 50_000_000, Duration.ofSeconds(3)),
            10);
    private static final int ROUNDS_MAX = 200;

    @TempDir
    private Path root;

    private InMemoryJournal journal = new InMemoryJournal();
    private RecordingPublisher publisher = new RecordingPublisher();
    private FakeRestoreCluster cluster = new FakeRestoreCluster(ring("east", -10, 10));
    private ProcessKind<RestoreRun> kind;
    private ProcessEngine engine;
    private Instant now = Instant.parse("2027-01-01T02:00:00Z");
    private List<String> busy = List.of();

    /** Work whose report is lost with the process that did it; counted down. */
    private int crashAfter = Integer.MAX_VALUE;

    private int performed;

    private static List<RingNode> ring(String datacenter, long... tokens) {
        var nodes = new ArrayList<RingNode>();
        for (long token : tokens) {
            int number = nodes.size() + 1;
            var node = new BackupNode(
                    datacenter + "_" + number, "127.0.0." + number, datacenter, datacenter + "_" + number);
            nodes.add(new RingNode(node, true, List.of(token)));
        }
        return nodes;
    }

    private BackupStore store() {
        return new DirectoryBackupStore(root);
    }

    private BackupStores stores() {
        return new BackupStores() {
            @Override
            public BackupStore named(String name) {
                return store();
            }

            @Override
            public Set<String> names() {
                return Set.of(DEFAULT);
            }
        };
    }

    @BeforeEach
    void aBackupOfTwoNodes() throws Exception {
        engineAnew();
        new StoredBackup(store(), "b1")
                .node(ring("east", -10, 10).get(0), ITEMS, "nb-1-big-Data.db", "one two")
                .node(ring("east", -10, 10).get(1), ITEMS, "nb-1-big-Data.db", "two three")
                .write("5.0.9", StoredBackup.KEYSPACE, StoredBackup.TABLE);
    }

    private void engineAnew() {
        kind = RestoreProcess.kind(
                name -> Optional.of(Topologies.normal("127.0.0.1", "127.0.0.2")), Set.of("default"), POLICY);
        engine = new ProcessEngine(URI.create("/test"), List.of(kind), journal, publisher, () -> now);
    }

    private static RestoreBackup command(String id, IntoExisting into) {
        return command(id, into, Map.of(), Map.of());
    }

    private static RestoreBackup command(
            String id, IntoExisting into, Map<String, String> renameTables, Map<String, String> datacenters) {
        return new RestoreBackup(
                ORDERS, id, null, "b1", null, List.of(), List.of(), Map.of(), renameTables, datacenters, null, into);
    }

    /** A restore that is sent gets its turn at once. */
    private List<Message> send(Message message) {
        var said = deliver(message);
        return message instanceof RestoreBackup asked
                ? deliver(new TurnGranted(ORDERS, "restore/" + asked.restoreId()))
                : said;
    }

    private List<Message> deliver(Message message) {
        var id = UUID.randomUUID().toString();
        return engine.handle(new Received<>(id, id, now, message));
    }

    private RestoreRun run(String restoreId) {
        return engine.find(kind, RestoreProcess.id(ORDERS, restoreId)).orElseThrow();
    }

    /** Does what the platform's runner and provisioning do, until nothing is left to do. */
    private RestoreRun drive(String restoreId) {
        var process = new ProcessId(RestoreProcess.KIND, RestoreProcess.id(ORDERS, restoreId));
        var backups = new ReadBackup(stores());
        for (int round = 0; round < ROUNDS_MAX && !(run(restoreId) instanceof Ended); round++) {
            var planner = new Planner(cluster.asSeen(), backups, c -> busy, POLICY);
            var worker = new RestoreWorker(cluster.asSeen(), planner, backups, POLICY, () -> now);
            answer(run(restoreId));
            var work = kind.openWork(run(restoreId));
            for (var piece : work) {
                perform(worker, process, (RestoreWork) piece);
            }
            if (work.isEmpty()) {
                kind.wakeAt(run(restoreId)).ifPresent(due -> {
                    now = due;
                    engine.deliver(process, new Received<>("wake:" + now, "c", now, new Wake(now)));
                });
            }
        }
        return run(restoreId);
    }

    private void answer(RestoreRun run) {
        if (run instanceof Reserving) {
            send(reserved(run, 7));
        } else if (run instanceof Releasing releasing) {
            send(new TopologyReleased(ORDERS, run.request().runId(), releasing.epoch()));
        }
    }

    private static TopologyReserved reserved(RestoreRun run, long epoch) {
        return new TopologyReserved(
                ORDERS,
                run.request().runId(),
                epoch,
                Grain.NODE,
                List.of(new Sku("Local_S")),
                Topologies.normal("127.0.0.1", "127.0.0.2"));
    }

    private void perform(RestoreWorker worker, ProcessId process, RestoreWork work) {
        Object report;
        try {
            report = worker.perform(process, work);
        } catch (Exception e) {
            report = new WorkFailed(work, e);
        }
        performed++;
        if (crashAfter-- != 0) {
            engine.deliver(process, new Received<>("work:" + work.key(), "c", now, report));
        }
    }

    private RestoreRun restore(String id, IntoExisting into) {
        send(command(id, into));
        return drive(id);
    }

    private List<Violation> refused(RestoreBackup command) {
        send(command);
        var ended = (Ended) drive(command.restoreId());
        assertThat(ended.outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(cluster.log()).isEmpty();
        return ((Outcome.Refused) ended.outcome()).violations();
    }

    private static Outcome.Completed completed(RestoreRun run) {
        assertThat(((Ended) run).outcome()).isInstanceOf(Outcome.Completed.class);
        return (Outcome.Completed) ((Ended) run).outcome();
    }

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
        var process = new ProcessId(RestoreProcess.KIND, RestoreProcess.id(ORDERS, "r1"));
        var backups = new ReadBackup(stores());
        var planner = new Planner(cluster.asSeen(), backups, c -> busy, POLICY);
        var worker = new RestoreWorker(cluster.asSeen(), planner, backups, POLICY, () -> now);
        perform(worker, process, (RestoreWork) kind.openWork(run("r1")).get(0));
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
        var process = new ProcessId(RestoreProcess.KIND, RestoreProcess.id(ORDERS, "r1"));
        var backups = new ReadBackup(stores());
        var planner = new Planner(cluster.asSeen(), backups, c -> busy, POLICY);
        perform(new RestoreWorker(cluster.asSeen(), planner, backups, POLICY, () -> now), process, (RestoreWork)
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
}
