package dev.aeneas.backup.archive;

import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds in the store what was shipped behind a backup. */
public final class StoredLog {
    private static final Duration HOUR = Duration.ofHours(1);

    private final BackupStore store;

    public StoredLog(BackupStore store) {
        this.store = store;
    }

    /** Every node that has a log behind this backup: those that joined after it too. */
    public Set<String> nodes(LoggedBackup backup) throws IOException {
        return index(backup).documents().stream().map(NodeLog::nodeOf).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of them whose log had begun at the moment, or in the hour after it, in which the last writes may have been shipped. */
    public Set<String> nodesBefore(LoggedBackup backup, Instant until) throws IOException {
        return index(backup).documents().stream()
                .filter(name -> !NodeLog.hourOf(name).isAfter(until.plus(HOUR)))
                .map(NodeLog::nodeOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Documents that were announced and are not there, though later ones are. */
    List<String> lost(LoggedBackup backup, String node, List<NodeLog> found, Instant until) throws IOException {
        var present = found.stream().map(NodeLog::document).toList();
        var last = found.isEmpty() ? until : found.get(found.size() - 1).hour();
        return index(backup).documents().stream()
                .filter(name -> NodeLog.nodeOf(name).equals(node) && !present.contains(name))
                .filter(name -> NodeLog.hourOf(name).isBefore(last))
                .toList();
    }

    /** A node's documents up to the moment and one hour more, in which the last writes may have been shipped; oldest first. */
    public List<NodeLog> documents(LoggedBackup backup, String node, Instant until) throws IOException {
        var names = index(backup).documents().stream()
                .filter(name -> NodeLog.nodeOf(name).equals(node))
                .sorted(Comparator.comparing((String name) -> NodeLog.hourOf(name)))
                .toList();
        var found = new ArrayList<NodeLog>();
        for (var name : names) {
            // a node that was down at the moment says only later that there is nothing more
            boolean late = NodeLog.hourOf(name).isAfter(until.plus(HOUR));
            if (late && (found.isEmpty() || found.get(found.size() - 1).until().isAfter(until.plus(HOUR)))) {
                break;
            }
            store.readDocument(backup.cluster(), backup.backupId(), name)
                    .map(json -> WireFormat.read(json, NodeLog.class))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** Tells every content that the log behind a backup needs; a document that is announced and not written yet needs none. */
    public void contents(ClusterName cluster, String backupId, Consumer<String> digests) throws IOException {
        for (var name : LogIndex.read(store, cluster, backupId).documents()) {
            store.readDocument(cluster, backupId, name)
                    .map(json -> WireFormat.read(json, NodeLog.class))
                    .ifPresent(log -> log.pieces()
                            .forEach(piece -> digests.accept(piece.digest().hex())));
        }
    }

    private LogIndex index(LoggedBackup backup) throws IOException {
        return LogIndex.read(store, backup.cluster(), backup.backupId());
    }

    /** Pieces segment by segment, each segment's in the order of its bytes and without gaps from its beginning. */
    public static Collection<List<LogPiece>> segments(List<NodeLog> documents) {
        var byName = documents.stream()
                .flatMap(document -> document.pieces().stream())
                .sorted(Comparator.comparingLong(LogPiece::offset))
                .collect(Collectors.groupingBy(LogPiece::segment));
        return byName.values().stream()
                .map(StoredLog::unbroken)
                .filter(pieces -> !pieces.isEmpty())
                .toList();
    }

    private static List<LogPiece> unbroken(List<LogPiece> sorted) {
        var unbroken = new ArrayList<LogPiece>();
        long end = 0;
        for (var piece : sorted) {
            if (piece.offset() == end) {
                unbroken.add(piece);
                end = piece.end();
            }
        }
        return unbroken;
    }
}
