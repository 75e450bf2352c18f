package dev.aeneas.backup.verification;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.adapter.store.ConfiguredStores;
import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.adapter.store.ForwardingStore;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Quarantine;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.backup.testing.StoreProxy;
import dev.aeneas.backup.testing.StoredBackup;
import dev.aeneas.contracts.BackupCommand.VerifyBackup;
import dev.aeneas.contracts.BackupEvent.BackupCompleted;
import dev.aeneas.contracts.BackupEvent.BackupCopied;
import dev.aeneas.contracts.BackupEvent.BackupCorrupt;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import dev.aeneas.contracts.BackupEvent.BackupNotVerified;
import dev.aeneas.contracts.BackupEvent.BackupVerified;
import dev.aeneas.contracts.BackupEvent.CorruptPart;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
    private static final TableName ITEMS = new TableName("shop", "items");
    private static final TableName CARTS = new TableName("shop", "carts");
    private static final int FILES = 40;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    @TempDir
    private Path root;

    private final ProcessKind<Verification> kind =
            VerificationProcess.kind(new VerificationProcess.Policy(5, 3, PAUSE));
    private final ProcessEngine engine = new ProcessEngine(
            URI.create("/test"), List.of(kind), new InMemoryJournal(), new RecordingPublisher(), () -> this.now);
    private Instant now = Instant.parse("2027-01-01T02:00:00Z");
    private final Set<Digest> misreads = new HashSet<>();
    private BackupStore store;
    private ReadBackWorker worker;
    private int inputs;

    @BeforeEach
    void aBackupOfTwoNodes() throws IOException {
        store = new MisreadingStore(new DirectoryBackupStore(root), misreads);
        var offsite = StoreProxy.of(new DirectoryBackupStore(root.resolve("offsite")), method -> {
            throw new IOException("the bucket's region does not answer");
        });
        var stores = Map.of(BackupStores.DEFAULT, store, "offsite", offsite);
        worker = new ReadBackWorker(ConfiguredStores.of(stores), () -> now);
        var backup = new StoredBackup(store, "b1");
        for (var node : List.of(node(1), node(2))) {
            for (int file = 0; file < FILES; file++) {
                backup.node(
                        node, ITEMS, "nb-" + file + "-big-Data.db", node.node().name() + " item " + file);
            }
            backup.node(node, CARTS, "nb-1-big-Data.db", node.node().name() + " cart");
        }
        backup.write("5.0.9", StoredBackup.KEYSPACE, StoredBackup.TABLE);
    }

    /** Reads some contents wrong, each once. */
    private static final class MisreadingStore extends ForwardingStore {
        private final Set<Digest> misreads;

        MisreadingStore(BackupStore store, Set<Digest> misreads) {
            super(store);
            this.misreads = misreads;
        }

        @Override
        public InputStream openObject(ClusterName cluster, Digest digest) throws IOException {
            if (misreads.remove(digest)) {
                throw StoreFailure.corrupt(digest, "a bit was lost on the line");
            }
            return super.openObject(cluster, digest);
        }
    }

    private static RingNode node(int number) {
        var node = new BackupNode("east_" + number, "127.0.0." + number, "east", "east_1");
        return new RingNode(node, true, List.of((long) number));
    }

    private List<Message> send(Message message) {
        var id = "input-" + ++inputs;
        return engine.handle(new Received<>(id, id, now, message));
    }

    private List<Message> completed() {
        return send(new BackupCompleted(ORDERS, "b1", "there", 82, 1, 1, now, Duration.ofSeconds(1)));
    }

    private Verification state() {
        return state(BackupStores.DEFAULT);
    }

    private Verification state(String name) {
        return engine.find(kind, VerificationProcess.id(ORDERS, "b1", name)).orElseThrow();
    }

    /** Does what the platform's runner does, once. */
    private List<Message> read() {
        return read(BackupStores.DEFAULT);
    }

    private List<Message> read(String name) {
        var work = state(name).openWork().get(0);
        try {
            return report(name, worker.perform(process(name), work));
        } catch (IOException | BackupImpossible e) {
            return report(name, new WorkFailed(work, e));
        }
    }

    private List<Message> report(String name, Object report) {
        var id = "input-" + ++inputs;
        return engine.deliver(process(name), new Received<>(id, id, now, report));
    }

    private static ProcessId process(String name) {
        return new ProcessId(VerificationProcess.NAME, VerificationProcess.id(ORDERS, "b1", name));
    }

    private static Digest digest(String content) throws IOException {
        return Digest.of(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private Path object(Digest digest) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.endsWith(digest.hex())).findFirst().orElseThrow();
        }
    }

    @Test
    void readsAShareOfEachTableOfEachNodeOnceTheBackupIsComplete() {
        completed();
        assertThat(read()).singleElement().isInstanceOfSatisfying(BackupVerified.class, verified -> {
            // 5 percent of 40 files are two, and of one file one, on each of two nodes
            assertThat(verified.filesRead()).isEqualTo(6);
            assertThat(verified.filesTotal()).isEqualTo(82);
            assertThat(verified.bytesRead()).isPositive();
        });
        assertThat(state().last().isWell()).isTrue();
        assertThat(kind.isClosed(state())).isTrue();
    }

    @Test
    void readsOtherFilesEachTimeAndAllOfThemWhenAsked() {
        completed();
        read();
        send(new VerifyBackup(ORDERS, "b1", 100, null));
        assertThat(read()).singleElement().isInstanceOfSatisfying(BackupVerified.class, all -> assertThat(
                        all.filesRead())
                .isEqualTo(82));
    }

    @Test
    void tellsWhatIsCorruptAndWhereAndDeletesNothing() throws IOException {
        var broken = digest("east_2 cart");
        Files.writeString(object(broken), "east_2 CART");
        completed();
        assertThat(read()).singleElement().isInstanceOfSatisfying(BackupCorrupt.class, corrupt -> assertThat(
                        corrupt.parts())
                .extracting(CorruptPart::part)
                .containsExactly("east_2 shop.carts nb-1-big-Data.db"));
        assertThat(store.sizeOf(ORDERS, broken)).isPresent();
        assertThat(Quarantine.read(store, ORDERS)).containsExactly(broken);
        assertThat(state().last().isWell()).isFalse();
    }

    @Test
    void letsAContentOutOfQuarantineThatIsReadWell() throws IOException {
        var broken = digest("east_2 cart");
        Files.writeString(object(broken), "east_2 CART");
        completed();
        read();
        Files.writeString(object(broken), "east_2 cart");
        send(new VerifyBackup(ORDERS, "b1", 100, null));
        assertThat(read()).singleElement().isInstanceOf(BackupVerified.class);
        assertThat(Quarantine.read(store, ORDERS)).isEmpty();
    }

    @Test
    void believesNoSingleBadRead() throws IOException {
        misreads.add(digest("east_2 cart"));
        completed();
        assertThat(read()).singleElement().isInstanceOf(BackupVerified.class);
        assertThat(misreads).isEmpty();
    }

    @Test
    void readsACopyByItselfAndNoStoresTroubleIsAnothers() {
        completed();
        send(new BackupCopied(ORDERS, "b1", BackupStores.DEFAULT, "offsite", "there", 82, 1, 1, Duration.ZERO));
        for (int attempt = 1; attempt < 3; attempt++) {
            assertThat(read("offsite")).isEmpty();
            now = now.plus(PAUSE);
            report("offsite", new Wake(now));
        }
        assertThat(read("offsite")).singleElement().isInstanceOfSatisfying(BackupNotVerified.class, unknown -> {
            assertThat(unknown.store()).isEqualTo("offsite");
            assertThat(unknown.error().message()).contains("does not answer");
        });
        assertThat(read()).singleElement().isInstanceOfSatisfying(BackupVerified.class, verified -> assertThat(
                        verified.store())
                .isEqualTo(BackupStores.DEFAULT));
        assertThat(state("offsite").last().isWell()).isFalse();
    }

    @Test
    void saysAtOnceThatAStoreHasNoSuchBackup() throws IOException {
        store.deleteBackup(ORDERS, "b1");
        send(new VerifyBackup(ORDERS, "b1", null, null));
        assertThat(read()).singleElement().isInstanceOfSatisfying(BackupNotVerified.class, unknown -> assertThat(
                        unknown.error().code())
                .isEqualTo("BackupMissing"));
    }

    @Test
    void tellsWhatIsMissing() throws IOException {
        Files.delete(object(digest("east_1 item 7")));
        send(new VerifyBackup(ORDERS, "b1", 100, null));
        assertThat(read()).singleElement().isInstanceOfSatisfying(BackupCorrupt.class, corrupt -> assertThat(
                        corrupt.parts())
                .extracting(CorruptPart::part)
                .containsExactly("east_1 shop.items nb-7-big-Data.db"));
    }

    @Test
    void tellsOfANodesManifestThatWasChanged() throws IOException {
        store.putDocument(ORDERS, "b1", "nodes/east_1.json", "{}".getBytes(StandardCharsets.UTF_8));
        completed();
        assertThat(read()).singleElement().isInstanceOfSatisfying(BackupCorrupt.class, corrupt -> assertThat(
                        corrupt.parts())
                .extracting(CorruptPart::part)
                .containsExactly("nodes/east_1.json"));
    }

    @Test
    void triesAgainAndThenSaysThatNobodyKnows() {
        send(new VerifyBackup(ORDERS, "gone", null, null));
        var id = VerificationProcess.id(ORDERS, "gone", null);
        var process = new ProcessId(VerificationProcess.NAME, id);
        var said = new ArrayList<Message>();
        for (int attempt = 1; attempt <= 3; attempt++) {
            var gone = engine.find(kind, id).orElseThrow();
            var failed = new WorkFailed(gone.openWork().get(0), new IOException("the store does not answer"));
            var failure = "failure-" + attempt;
            said.addAll(engine.deliver(process, new Received<>(failure, failure, now, failed)));
            now = now.plus(PAUSE);
            var wake = "wake-" + attempt;
            engine.deliver(process, new Received<>(wake, wake, now, new Wake(now)));
        }
        assertThat(said).singleElement().isInstanceOfSatisfying(BackupNotVerified.class, unknown -> assertThat(
                        unknown.error().message())
                .contains("the store does not answer"));
    }

    @Test
    void doesNotReadADeletedBackupAnyMore() {
        completed();
        send(new BackupDeleted(ORDERS, "b1", BackupDeleted.Reason.TOO_OLD));
        assertThat(state().openWork()).isEmpty();
    }

    @Test
    void askingWhileItReadsChangesNothing() {
        completed();
        var before = state();
        send(new VerifyBackup(ORDERS, "b1", 100, null));
        assertThat(state()).isEqualTo(before);
    }
}
