package dev.aeneas.backup.restore;

import dev.aeneas.backup.pace.PacedNode;
import dev.aeneas.backup.pace.Paces;
import dev.aeneas.backup.restore.RestoreReport.Reached;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.TableName;
import java.io.IOException;
import java.time.InstantSource;

/** Performs a phase on one node, or for the whole cluster. */
final class RestorePhases {
    private final ReadBackup backups;
    private final RestoreNodes nodes;
    private final SchemaPhase schema;
    private final VerifyPhase verify;
    private final StagePhase stage;
    private final Paces paces;
    private final ReplayPhase replay;
    private final ViewPhase views;

    RestorePhases(RestoreWorker.Cluster cluster, ReadBackup backups, RestorePolicy policy, InstantSource clock) {
        this.backups = backups;
        this.nodes = cluster.nodes();
        this.schema = new SchemaPhase(cluster.tables());
        this.verify = new VerifyPhase(cluster, clock);
        this.stage = new StagePhase(backups, policy, clock);
        this.paces = cluster.paces();
        this.views = new ViewPhase(cluster.tables());
        this.replay = new ReplayPhase(backups, nodes, cluster.log());
    }

    RestoreReport perform(RestoreWork.Perform work) throws Exception {
        var command = work.request().command();
        if (work.phase() == Phase.CLEAR) {
            return onNode(work, RestoreNodes.Session::clear);
        }
        var backup = backups.find(command)
                .orElseThrow(() -> new BackupImpossible("BackupGone", "the backup is gone", command.backupId()));
        var naming = new Naming(command);
        var plan = RestorePlan.of(backup, naming, work.target());
        return switch (work.phase()) {
            case STAGE -> stage(work, plan);
            case REPLAY -> replay.perform(work, backup, plan);
            case EXPECT -> verify.expect(work, backup, plan);
            case SCHEMA -> schema.perform(work, backup, naming);
            case IMPORT ->
                onNode(work, session -> importFiles(session, plan.of(work.step().node()), backup, naming));
            case CLEANUP ->
                onNode(work, session -> plan.of(work.step().node()).cleanup().forEach(session::cleanup));
            case VIEWS -> views.perform(work, backup, naming);
            case VERIFY -> verify.read(work, backup, naming);
            case CLEAR -> throw new IllegalStateException("done above");
        };
    }

    private Reached stage(RestoreWork.Perform work, RestorePlan plan) throws IOException, InterruptedException {
        var node = node(work);
        try (var session = connect(work);
                var pace = paces.of(new PacedNode(work.request().cluster(), node.name(), node.address()))) {
            var target = new StagePhase.Target(session, pace);
            var far = stage.perform(
                    work.request().command(), target, plan.of(work.step().node()));
            return new Reached(Phase.STAGE, work.step().node(), far.bytes(), far.done());
        }
    }

    private static void importFiles(RestoreNodes.Session session, NodePlan plan, BackupContents backup, Naming naming)
            throws IOException {
        for (TableName table : plan.logs().isEmpty() ? plan.tables() : backup.wanted(naming)) {
            session.importTable(table, naming.target(table), plan.folders());
        }
    }

    /** Something on one node that is done when it returns. */
    @FunctionalInterface
    private interface OnNode {
        void at(RestoreNodes.Session session) throws IOException;
    }

    private Reached onNode(RestoreWork.Perform work, OnNode action) throws IOException {
        try (var session = connect(work)) {
            action.at(session);
            return new Reached(work.phase(), work.step().node(), work.step().bytesDone(), true);
        }
    }

    private RestoreNodes.Session connect(RestoreWork.Perform work) {
        return nodes.connect(
                work.request().cluster(), node(work), work.request().restoreId());
    }

    private static BackupNode node(RestoreWork.Perform work) {
        return work.target().nodes().stream()
                .map(RingNode::node)
                .filter(n -> n.name().equals(work.step().node()))
                .findFirst()
                .orElseThrow();
    }
}
