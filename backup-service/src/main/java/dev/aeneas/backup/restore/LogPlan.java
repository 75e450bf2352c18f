package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.RingNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose logs a node gets.
 *
 * <p>Those of the nodes whose files it gets. Where a node logged that was not in the backup, nobody knows whose ranges it took
 * over: then every node gets every log.
 *
 * @param foreign keyspaces, as in the backup, of which that gives it rows that are not its own
 */
record LogPlan(Set<String> logs, Set<String> foreign) {

    static LogPlan of(RingNode node, BackupContents backup, Set<String> logs, Map<String, Matches> matches) {
        var members = new TreeSet<String>();
        backup.nodes().forEach(manifest -> members.add(manifest.node().node().name()));
        boolean strangers = !members.containsAll(logs);
        var name = node.node().name();
        var given = new TreeSet<>(logs);
        if (!strangers) {
            given.removeIf(log -> matches.values().stream().noneMatch(match -> match.gives(log, name)));
        }
        var foreign = new TreeSet<String>();
        matches.forEach((keyspace, match) -> {
            boolean others = given.stream().anyMatch(log -> !match.gives(log, name));
            if (!given.isEmpty() && (others || match.foreignRows(name))) {
                foreign.add(keyspace);
            }
        });
        return new LogPlan(given, foreign);
    }
}
