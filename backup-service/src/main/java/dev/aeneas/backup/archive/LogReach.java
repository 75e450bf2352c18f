package dev.aeneas.backup.archive;

import dev.aeneas.backup.run.BackupStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says whether what was shipped behind a backup holds everything up to a moment, and names every gap. */
public final class LogReach {
    /** A write has its time before a node has the write, and by another clock than ours. */
    static final Duration UNDER_WAY_MAX = Duration.ofSeconds(1);

    private final BackupStore store;

    public LogReach(BackupStore store) {
        this.store = store;
    }

    /**
     * A backup's log up to a moment.
     *
     * @param bytes by node
     * @param gaps for people; empty: nothing is missing
     */
    public record Reach(Map<String, Long> bytes, List<String> gaps) {}

    /** Looks at the log of these nodes, and of every other that has one. */
    public Reach of(LoggedBackup backup, Set<String> members, Instant until) throws IOException {
        var stored = new StoredLog(store);
        var bytes = new TreeMap<String, Long>();
        var gaps = new ArrayList<String>();
        var nodes = new TreeSet<>(members);
        nodes.addAll(stored.nodesBefore(backup, until));
        for (var node : nodes) {
            var documents = stored.documents(backup, node, until);
            stored.lost(backup, node, documents, until)
                    .forEach(name -> gaps.add("the log of " + node + " lacks " + name));
            reached(node, backup, documents, until, gaps);
            LogGaps.of(documents).forEach(gap -> gaps.add("the log of " + node + " lacks " + gap));
            bytes.put(node, bytes(documents));
        }
        return new Reach(bytes, gaps);
    }

    private static void reached(
            String node, LoggedBackup backup, List<NodeLog> documents, Instant until, List<String> gaps) {
        var reached = reached(backup, documents);
        if (reached.isBefore(until.plus(UNDER_WAY_MAX))) {
            gaps.add("the log of " + node + " is in the store up to " + reached + " only");
        }
    }

    /** Everything that the node had acknowledged at this moment is there. */
    private static Instant reached(LoggedBackup backup, List<NodeLog> documents) {
        return documents.isEmpty()
                ? backup.snapshotAt()
                : documents.get(documents.size() - 1).until();
    }

    private static long bytes(List<NodeLog> documents) {
        var seen = new HashSet<LogPiece>();
        return documents.stream()
                .flatMap(document -> document.pieces().stream())
                .filter(seen::add)
                .mapToLong(LogPiece::sizeBytes)
                .sum();
    }

    /** Fails as {@link StageLogs} says when a node's log does not reach the moment. */
    public static void require(String node, LoggedBackup backup, List<NodeLog> documents, Instant until)
            throws StageLogs.NotShipped {
        var reached = reached(backup, documents);
        if (reached.isBefore(until.plus(UNDER_WAY_MAX))) {
            throw new StageLogs.NotShipped(node, reached);
        }
    }
}
