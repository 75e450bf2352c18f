package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestoreReport.Expected;
import dev.aeneas.backup.restore.RestoreReport.ExpectedTable;
import dev.aeneas.backup.restore.RestoreReport.Read;
import dev.aeneas.backup.restore.RestoreWorker.Cluster;
import dev.aeneas.backup.restore.cql.SchemaText;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import dev.aeneas.contracts.RestoreEvent.RestoredTable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads which rows the fetched files hold, and later whether the tables hold the same. */
final class VerifyPhase {
    private final RestoreNodes nodes;
    private final RestoreTables counts;
    private final Optional<RestoreWorker.Digests> digests;
    private final InstantSource clock;

    VerifyPhase(Cluster cluster, InstantSource clock) {
        this.nodes = cluster.nodes();
        this.counts = cluster.tables();
        this.digests = cluster.digests();
        this.clock = clock;
    }

    Expected expect(RestoreWork.Perform work, BackupContents backup, RestorePlan plan)
            throws IOException, InterruptedException {
        var folders = digests.isPresent() ? folders(work, plan) : List.<Optional<SSTableFolder>>of();
        if (folders.stream().anyMatch(Optional::isEmpty) || digests.isEmpty()) {
            return new Expected(List.of()); // nobody here can read the files: rows are counted
        }
        var wanted = backup.wanted(new Naming(work.request().command()));
        var asked = backup.schemaOf(wanted);
        return new Expected(digests
                .get()
                .files()
                .of(asked, folders.stream().flatMap(Optional::stream).toList(), clock.instant())
                .entrySet()
                .stream()
                .filter(entry -> wanted.contains(entry.getKey()))
                .map(entry -> new ExpectedTable(entry.getKey(), entry.getValue()))
                .toList());
    }

    /** Several nodes may have fetched the same files: each is read once where that can be. */
    private List<Optional<SSTableFolder>> folders(RestoreWork.Perform work, RestorePlan plan) {
        var folders = new ArrayList<Optional<SSTableFolder>>();
        var seen = new HashSet<StagedFile>();
        var replayed = new HashSet<String>();
        for (var node : plan.nodes()) {
            try (var session = nodes.connect(
                    work.request().cluster(), node.node(), work.request().restoreId())) {
                for (var source : node.sources()) {
                    var files = node.files().stream()
                            .filter(file -> file.source().equals(source))
                            .toList();
                    if (seen.addAll(files)) {
                        folders.add(session.folder(source));
                    }
                }
                for (var log : node.logs()) {
                    if (replayed.add(log)) {
                        folders.add(session.folder(NodePlan.log(log)));
                    }
                }
            }
        }
        return folders;
    }

    /** Compares, unless there were rows before that may still be there; of a table that lost a column since, only how many rows. */
    Read read(RestoreWork.Perform work, BackupContents backup, Naming naming) throws InterruptedException {
        var wanted = backup.wanted(naming);
        var targets = wanted.stream().map(naming::target).collect(Collectors.toSet());
        return work.expected().isEmpty() ? counted(work, targets) : compared(work, backup, naming);
    }

    private Read counted(RestoreWork.Perform work, Set<TableName> targets) {
        var rows = counts.countRows(work.request().cluster(), work.target().members(), targets);
        return new Read(
                targets.stream()
                        .sorted()
                        .map(table -> new RestoredTable(table.toString(), rows.get(table), null, false))
                        .toList(),
                List.of());
    }

    private Read compared(RestoreWork.Perform work, BackupContents backup, Naming naming) throws InterruptedException {
        var expected = work.expected().stream().collect(Collectors.toMap(ExpectedTable::table, ExpectedTable::digest));
        var wanted = backup.wanted(naming);
        var columns = new HashMap<TableName, Set<String>>();
        wanted.forEach(table -> columns.put(naming.target(table), columns(backup.schema(), table)));
        var held = digests.orElseThrow().tables().of(work.request().cluster(), columns);
        var here = SchemaText.of(
                counts.schema(work.request().cluster(), work.target().members()));
        boolean merged = work.request().command().intoExisting() == IntoExisting.MERGE;
        var tables = new ArrayList<RestoredTable>();
        var differences = new ArrayList<String>();
        for (var table : wanted) {
            var target = naming.target(table);
            var was = expected.get(table);
            var is = held.get(target);
            boolean whole = columns(here, target).containsAll(columns.get(target));
            boolean same = whole ? is.equals(was) : is.rows() == was.rows();
            tables.add(new RestoredTable(target.toString(), is.rows(), is.digest(), !merged && whole && same));
            if (!merged && !same) {
                differences.add(target + " holds " + is + ", the backup's files " + was);
            }
        }
        return new Read(tables, differences);
    }

    private static Set<String> columns(SchemaText schema, TableName table) {
        return schema.table(table).map(text -> text.columns().keySet()).orElse(Set.of());
    }
}
