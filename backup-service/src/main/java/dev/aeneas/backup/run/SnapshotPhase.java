package dev.aeneas.backup.run;

import dev.aeneas.backup.run.BackupReport.SnapshotsTaken;
import dev.aeneas.backup.run.Manifests.NodeTokens;
import dev.aeneas.backup.run.Manifests.SnapshotTaken;
import dev.aeneas.backup.run.SnapshotNodes.Session;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Freezes every node that owns data, all at one moment.
 *
 * <p>When all hold it, a document in the store says so. Without that document a snapshot that is found is a torn one, of an
 * attempt that a crash ended between two nodes: it is cleared and all are taken anew.
 */
final class SnapshotPhase {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotPhase.class);

    private final SnapshotNodes nodes;
    private final ReadSchema schemas;
    private final Manifests manifests;
    private final InstantSource clock;

    SnapshotPhase(SnapshotNodes nodes, ReadSchema schemas, Manifests manifests, InstantSource clock) {
        this.nodes = nodes;
        this.schemas = schemas;
        this.manifests = manifests;
        this.clock = clock;
    }

    SnapshotsTaken perform(BackupRequest request) throws IOException, InterruptedException {
        requireNewName(request);
        try (var schema = Opening.of(schemas, request)) {
            var owners = owners(request);
            var sessions = connect(request, owners);
            try {
                var found = find(request, owners, sessions);
                var at = found.isPresent() ? found.get() : takeAnew(request, owners, sessions, schema);
                return new SnapshotsTaken(
                        new Snapshot(at, owners.stream().map(RingNode::node).toList()));
            } finally {
                sessions.forEach(Session::close);
            }
        }
    }

    private void requireNewName(BackupRequest request) throws IOException {
        if (manifests.find(request, Manifests.BACKUP, Object.class).isPresent()) {
            throw new BackupImpossible(
                    "BackupExists", "the store has a complete backup of this name already", request.backupId());
        }
    }

    private List<RingNode> owners(BackupRequest request) {
        var owners = nodes.ring(request);
        var down = owners.stream()
                .filter(owner -> !owner.up())
                .map(owner -> owner.node().name())
                .toList();
        if (!down.isEmpty()) {
            throw new NodesUnavailable(down, "down, though they own data: " + String.join(", ", down), null);
        }
        return owners;
    }

    /** All connections first: opening them takes long, and the snapshots are to be taken at one moment. */
    private List<Session> connect(BackupRequest request, List<RingNode> owners) throws InterruptedException {
        var opened = new ArrayList<Session>();
        try {
            AllAtOnce.each(owners, owner -> {
                var session = nodes.connect(request.cluster(), owner.node());
                synchronized (opened) {
                    opened.add(session);
                }
                return session;
            });
            return List.copyOf(opened);
        } catch (RuntimeException e) {
            opened.forEach(Session::close);
            throw e;
        }
    }

    private Optional<Instant> find(BackupRequest request, List<RingNode> owners, List<Session> sessions)
            throws IOException, InterruptedException {
        var taken = manifests
                .find(request, Manifests.SNAPSHOT, SnapshotTaken.class)
                .filter(t -> t.nodes().equals(tokens(owners)));
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        boolean everywhere = taken.get().schema().tables().isEmpty()
                || AllAtOnce.each(sessions, session -> session.holds(request.backupId())).stream()
                        .allMatch(held -> held);
        return everywhere ? taken.map(SnapshotTaken::snapshotAt) : Optional.empty();
    }

    private Instant takeAnew(BackupRequest request, List<RingNode> owners, List<Session> sessions, Opening opening)
            throws IOException, InterruptedException {
        clear(request, sessions);
        var reader = opening.opened();
        Schema schema;
        Instant at;
        Instant frozenAt;
        try {
            schema = reader.read();
            at = clock.instant();
            take(request, Set.copyOf(schema.keyspaces()), sessions);
            frozenAt = clock.instant();
            requireUnchanged(schema, reader.read());
        } catch (RuntimeException e) {
            clearWhatCanBe(request, sessions);
            throw e;
        }
        var taken = new SnapshotTaken(Manifests.FORMAT, at, schema, tokens(owners), frozenAt);
        manifests.put(request, Manifests.SNAPSHOT, taken);
        return at;
    }

    private static void take(BackupRequest request, Set<String> keyspaces, List<Session> sessions)
            throws InterruptedException {
        if (keyspaces.isEmpty()) {
            return; // an empty cluster's backup is its empty schema
        }
        AllAtOnce.each(sessions, session -> {
            session.take(request.backupId(), keyspaces);
            return session;
        });
    }

    private static void requireUnchanged(Schema before, Schema after) {
        if (!before.equals(after)) {
            throw new IllegalStateException("the schema changed while the snapshots were taken");
        }
    }

    private static void clear(BackupRequest request, List<Session> sessions) throws InterruptedException {
        AllAtOnce.each(sessions, session -> {
            session.clear(request.backupId());
            return session;
        });
    }

    private static void clearWhatCanBe(BackupRequest request, List<Session> sessions) throws InterruptedException {
        try {
            clear(request, sessions);
        } catch (RuntimeException e) {
            LOG.warn("Snapshots left for later: backupId={} {}", request.backupId(), e.getMessage());
        }
    }

    private static List<NodeTokens> tokens(List<RingNode> owners) {
        return owners.stream()
                .map(owner -> new NodeTokens(owner.node(), owner.tokens()))
                .toList();
    }
}
