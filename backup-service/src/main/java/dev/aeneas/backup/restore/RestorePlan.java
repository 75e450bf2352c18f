package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.cql.Replicas;
import dev.aeneas.backup.run.Manifests.FileEntry;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which node fetches which files; it follows from the backup, the request and the target, and so is the same after a crash.
 *
 * <p>A node with the tokens of one in the backup gets that node's files. Any other gets the files of every node that held
 * something of what it holds, of all replicas, and what is not its own is cleaned up afterwards.
 */
public record RestorePlan(List<NodePlan> nodes) {

    /** The nodes whose logs anybody gets. */
    Set<String> logs() {
        return nodes.stream().flatMap(node -> node.logs().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    public static RestorePlan of(BackupContents backup, Naming naming, RestoreTarget target) {
        var wanted = new HashSet<>(backup.wanted(naming));
        var matches = new TreeMap<String, Matches>();
        wanted.stream()
                .map(TableName::keyspace)
                .distinct()
                .forEach(k -> matches.put(k, matches(backup, naming, target, k)));
        return new RestorePlan(target.nodes().stream()
                .map(node -> plan(node, backup.nodes(), wanted, matches, naming)
                        .with(LogPlan.of(node, backup, target.logs(), matches), naming))
                .toList());
    }

    private static Matches matches(BackupContents backup, Naming naming, RestoreTarget target, String keyspace) {
        var was = backup.schema().keyspace(keyspace).orElse(new Replicas(Map.of()));
        var source = backup.nodes().stream().map(NodeManifest::node).toList();
        return Matches.of(source, was, target.nodes(), target.of(naming.keyspace(keyspace)), naming);
    }

    private static NodePlan plan(
            RingNode node,
            List<NodeManifest> backup,
            Set<TableName> wanted,
            Map<String, Matches> matches,
            Naming naming) {
        var files = new ArrayList<StagedFile>();
        var cleanup = new TreeSet<String>();
        for (var manifest : backup) {
            var source = manifest.node().node().name();
            for (var file : manifest.files()) {
                var match = matches.get(file.keyspace());
                if (isWanted(file, wanted) && match.gives(source, node.node().name())) {
                    files.add(StagedFile.of(source, file));
                    if (match.foreignRows(node.node().name())) {
                        cleanup.add(naming.keyspace(file.keyspace()));
                    }
                }
            }
        }
        return new NodePlan(node.node(), files, Set.of(), cleanup);
    }

    /** A secondary index's files are below the table's, in a folder of their own: Cassandra builds them anew. */
    private static boolean isWanted(FileEntry file, Set<TableName> wanted) {
        return !file.name().contains("/") && wanted.contains(new TableName(file.keyspace(), file.table()));
    }

    public long bytes() {
        return nodes.stream().mapToLong(NodePlan::bytes).sum();
    }

    /** Of the node that has most to fetch: all others are done before. */
    long bytesOfSlowest() {
        return nodes.stream().mapToLong(NodePlan::bytes).max().orElse(0);
    }

    NodePlan of(String node) {
        return nodes.stream()
                .filter(plan -> plan.node().name().equals(node))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the plan knows no node " + node));
    }
}
