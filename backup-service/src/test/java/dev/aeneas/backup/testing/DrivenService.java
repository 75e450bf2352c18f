package dev.aeneas.backup.testing;

import static dev.aeneas.backup.testing.Topologies.ORDERS;

import dev.aeneas.backup.copy.CopyObjects;
import dev.aeneas.backup.copy.CopyPolicy;
import dev.aeneas.backup.copy.CopyProcess;
import dev.aeneas.backup.copy.CopyRun;
import dev.aeneas.backup.copy.CopyWork;
import dev.aeneas.backup.copy.CopyWorker;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupRun;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.BackupWork;
import dev.aeneas.backup.run.BackupWorker;
import dev.aeneas.backup.run.RunPolicy;
import dev.aeneas.backup.run.RunProcess;
import dev.aeneas.backup.turn.TurnProcess;
import dev.aeneas.contracts.Message;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.Work;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.CrashPoints.Died;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Backups, turns and copies on three fake nodes, driven until nothing is left to do; a worker that dies is begun again. */
public final class DrivenService {
    private static final int ROUNDS_MAX = 500;
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Set<String> STORES = Set.of("default", "offsite");

    private final List<BackupNode> nodes = List.of(node(1), node(2), node(3));
    private final FakeBackupCluster cluster = new FakeBackupCluster(nodes);
    private final InMemoryJournal journal = new InMemoryJournal();
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final ProcessKind<BackupRun> runs = RunProcess.kind(
            name -> Optional.of(Topologies.normal("127.0.0.1", "127.0.0.2", "127.0.0.3")),
            STORES,
            new RunPolicy(2, 3, Duration.ofSeconds(5), new RunPolicy.Clearing(4, Duration.ofSeconds(5), BOUND)));
    private final ProcessKind<CopyRun> copies =
            CopyProcess.kind(STORES, new CopyPolicy(3, Duration.ofSeconds(10), Duration.ofMinutes(10)));
    private final ProcessEngine engine = new ProcessEngine(
            URI.create("/test"), List.of(runs, copies, TurnProcess.kind(2)), journal, publisher, () -> this.now);
    private final OwnEvents events = new OwnEvents(publisher, engine, () -> this.now);
    private final BackupWorker backup;
    private final CopyWorker copy;
    private Instant now = Instant.parse("2027-01-01T02:00:00Z");

    public DrivenService(BackupStores stores) {
        backup = new BackupWorker(new BackupWorker.Cluster(cluster, cluster, cluster), stores, () -> now, 2, BOUND);
        copy = new CopyWorker(stores, new CopyObjects.Bounds(2, BOUND));
    }

    private static BackupNode node(int number) {
        return new BackupNode("east_" + number, "127.0.0." + number, "east", "east_1");
    }

    public FakeBackupCluster cluster() {
        return cluster;
    }

    public List<Message> send(Message message) {
        var id = UUID.randomUUID().toString();
        var said = engine.handle(new Received<>(id, id, now, message));
        events.deliver();
        return said;
    }

    public BackupRun run(String backupId) {
        return engine.find(runs, RunProcess.id(ORDERS, backupId)).orElseThrow();
    }

    public Optional<CopyRun> copy(String backupId, String copyTo) {
        return engine.find(copies, CopyProcess.id(ORDERS, backupId, copyTo));
    }

    /** What was said of one type. */
    public <T extends Message> List<T> said(Class<T> type) {
        return publisher.messages().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Until every process is closed. */
    public void drive() {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            boolean copying = advance(copies);
            if (!advance(runs) && !copying && journal.open(CopyProcess.KIND).isEmpty()) {
                return;
            }
        }
        throw new AssertionError("still busy");
    }

    private <S> boolean advance(ProcessKind<S> kind) {
        var open = journal.open(kind.name());
        open.forEach(id -> advance(kind, id));
        return !open.isEmpty();
    }

    private <S> void advance(ProcessKind<S> kind, String id) {
        var process = new ProcessId(kind.name(), id);
        var state = engine.find(kind, id).orElseThrow();
        var work = kind.openWork(state);
        work.forEach(piece -> perform(process, piece));
        var wakeAt = kind.wakeAt(state);
        if (work.isEmpty() && wakeAt.isPresent()) {
            now = now.isAfter(wakeAt.get()) ? now : wakeAt.get();
            engine.deliver(process, new Received<>("wake:" + UUID.randomUUID(), "c", now, new Wake(now)));
        }
    }

    private void perform(ProcessId process, Work work) {
        Object report;
        try {
            report = work instanceof CopyWork piece
                    ? copy.perform(process, piece)
                    : backup.perform(process, (BackupWork) work);
        } catch (Died e) {
            return; // it comes back, and finds the work open
        } catch (Exception e) {
            report = new WorkFailed(work, e);
        }
        engine.deliver(process, new Received<>("work:" + work.key(), "c", now, report));
        events.deliver();
    }
}
