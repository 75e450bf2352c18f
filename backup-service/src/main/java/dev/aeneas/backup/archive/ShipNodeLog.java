package dev.aeneas.backup.archive;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ships one node's commit log behind one backup, round by round. What was shipped before is found in the store. */
final class ShipNodeLog {
    /** So old may the statement be that nothing new was there: it bounds the moment for the whole cluster. */
    private static final Duration QUIET_MAX = Duration.ofSeconds(5);

    private final BackupStore store;
    private final LoggedBackup backup;
    private final BackupNode node;
    private final Map<String, Long> shipped = new HashMap<>();
    private final Set<String> announced = new HashSet<>();
    private List<LogPiece> carried = List.of();
    private NodeLog document;
    private MarkedUntil marked;

    private ShipNodeLog(BackupStore store, LoggedBackup backup, BackupNode node) {
        this.store = store;
        this.backup = backup;
        this.node = node;
    }

    static ShipNodeLog goingOn(BackupStore store, LoggedBackup backup, BackupNode node, Instant now)
            throws IOException {
        var shipping = new ShipNodeLog(store, backup, node);
        var last = NodeLog.begin(node.name(), now, backup.snapshotAt());
        for (var known : new StoredLog(store).documents(backup, node.name(), now)) {
            known.pieces().forEach(shipping::remember);
            last = known;
        }
        shipping.document = last;
        shipping.marked = MarkedUntil.at(last.until());
        return shipping;
    }

    /** Segments that got something after the newer backup's snapshot was asked for belong to its log too, from their beginning. */
    void carryOver(List<NodeLog> older) {
        var found = new ArrayList<LogPiece>();
        for (var pieces : StoredLog.segments(older)) {
            boolean late = !pieces.get(pieces.size() - 1).shippedAt().isBefore(backup.snapshotAt());
            if (late && !shipped.containsKey(pieces.get(0).segment())) {
                found.addAll(pieces);
            }
        }
        found.forEach(this::remember);
        carried = List.copyOf(found);
    }

    /**
     * Sends what is new, then says so, then lets the node forget what is closed.
     *
     * @param now before the segments were looked at
     */
    void round(List<LogSegment> segments, Instant now) throws IOException {
        var pieces = new ArrayList<LogPiece>();
        for (var segment : segments) {
            long from = shipped.getOrDefault(segment.name(), 0L);
            if (segment.readableBytes() > from) {
                pieces.add(send(segment, from, now));
            }
        }
        var next = marked.next(segments, now);
        if (!pieces.isEmpty() || next.moment().isAfter(document.until().plus(QUIET_MAX))) {
            write(pieces, next.moment(), now);
        }
        marked = next;
        for (var segment : segments) {
            if (segment.closed()) {
                segment.bytes().discard();
            }
        }
    }

    private LogPiece send(LogSegment segment, long from, Instant now) throws IOException {
        long size = segment.readableBytes() - from;
        Digest digest;
        try (var bytes = segment.bytes().open(from, size)) {
            digest = Digest.of(bytes);
        }
        store.putObject(backup.cluster(), digest, size, () -> segment.bytes().open(from, size));
        return new LogPiece(segment.name(), from, size, digest, now);
    }

    private void write(List<LogPiece> pieces, Instant until, Instant now) throws IOException {
        var current = document.hour().equals(NodeLog.hourOf(now)) ? document : NodeLog.begin(node.name(), now, until);
        var next = current.with(carried).with(pieces).reaching(until);
        announce(NodeLog.document(next));
        store.putDocument(backup.cluster(), backup.backupId(), NodeLog.document(next), WireFormat.write(next));
        document = next;
        carried = List.of();
        pieces.forEach(this::remember);
    }

    /** The one thread of this cluster's logs writes the index, so nobody else's change is lost. */
    private void announce(String name) throws IOException {
        if (!announced.contains(name)) {
            var index = LogIndex.read(store, backup.cluster(), backup.backupId());
            if (!index.documents().contains(name)) {
                index.with(name).write(store, backup);
            }
            announced.add(name);
        }
    }

    private void remember(LogPiece piece) {
        shipped.merge(piece.segment(), piece.end(), Math::max);
    }
}
