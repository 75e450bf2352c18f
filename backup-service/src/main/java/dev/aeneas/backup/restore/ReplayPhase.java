package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestoreReport.Reached;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.TableName;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads each log once, and gives every node what it needs of it, beside the fetched files. */
final class ReplayPhase {
    private static final String MADE = "~made/";

    private final ReadBackup backups;
    private final RestoreNodes nodes;
    private final Optional<ReplayLog> replay;

    ReplayPhase(ReadBackup backups, RestoreNodes nodes, Optional<ReplayLog> replay) {
        this.backups = backups;
        this.nodes = nodes;
        this.replay = replay;
    }

    Reached perform(RestoreWork.Perform work, BackupContents backup, RestorePlan plan)
            throws IOException, InterruptedException {
        for (var node : plan.logs()) {
            bring(work, backup, plan, node);
        }
        return new Reached(Phase.REPLAY, null, 0, true);
    }

    private void bring(RestoreWork.Perform work, BackupContents backup, RestorePlan plan, String node)
            throws IOException, InterruptedException {
        var command = work.request().command();
        var wanted = backup.wanted(new Naming(command));
        var log =
                new ReplayLog.Log(backups.store(command), backups.logged(command, backup), node, command.pointInTime());
        var takers = plan.nodes().stream()
                .filter(taker -> taker.logs().contains(node))
                .toList();
        try (var first = connect(work, takers.get(0))) {
            var made = first.folder(MADE + node)
                    .orElseThrow(() -> new BackupImpossible(
                            "NotLocal",
                            "a log is replayed only for nodes whose disks this machine has, which is no pod's",
                            takers.get(0).node().name()));
            replaying().replay(log, backup.schemaOf(wanted), new HashSet<>(wanted), made);
            for (var taker : takers) {
                give(work, taker, NodePlan.log(node), made, Set.copyOf(wanted));
            }
        }
    }

    private void give(
            RestoreWork.Perform work, NodePlan taker, String source, SSTableFolder made, Set<TableName> tables)
            throws IOException {
        try (var session = connect(work, taker)) {
            for (var table : List.copyOf(tables)) {
                session.add(source, table, made);
            }
        }
    }

    private RestoreNodes.Session connect(RestoreWork.Perform work, NodePlan plan) {
        return nodes.connect(
                work.request().cluster(), plan.node(), work.request().restoreId());
    }

    private ReplayLog replaying() {
        return replay.orElseThrow(
                () -> new BackupImpossible("NoReplay", "this service cannot read commit logs", "pointInTime"));
    }
}
