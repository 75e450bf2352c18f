package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestoreReport.NodeBytes;
import dev.aeneas.backup.restore.RestoreReport.Planned;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says what a restore would do, or why it may not begin; changes nothing. */
public final class Planner {
    private final ChooseStart starts;
    private final Surveyor surveyor;
    private final RestoreRates rates;
    private final RestoreRules rules;

    /** With rates as they are set. */
    public Planner(RestoreWorker.Cluster cluster, ReadBackup backups, OtherWork others, RestorePolicy policy) {
        this(cluster, backups, others, policy, policy::rates);
    }

    public Planner(
            RestoreWorker.Cluster cluster,
            ReadBackup backups,
            OtherWork others,
            RestorePolicy policy,
            RestoreRates rates) {
        this.starts = new ChooseStart(backups);
        this.surveyor = new Surveyor(backups, cluster.nodes(), cluster.tables(), others);
        this.rates = rates;
        this.rules = new RestoreRules(policy);
    }

    /**
     * What would be done.
     *
     * @param violations every broken rule; empty: it may begin
     * @param planned null where rules are broken
     */
    public record Preview(Kind kind, List<Violation> violations, Planned planned) {}

    /** A dry run: without the topology lock, so true at this moment only. */
    public Preview preview(RestoreBackup command, ClusterTopology topology, Set<String> stores, Instant now)
            throws IOException {
        var violations = OpenRestore.check(command, stores, now);
        return violations.isEmpty()
                ? preview(new RestoreRequest(command, now, OpenRestore.nodes(topology)))
                : new Preview(Kind.INVALID, violations, null);
    }

    Preview preview(RestoreRequest request) throws IOException {
        var start = starts.of(request.command());
        if (start.backupId() == null) {
            return new Preview(start.kind(), start.violations(), null);
        }
        return preview(request.from(start.backupId()), start);
    }

    private Preview preview(RestoreRequest request, Start start) throws IOException {
        var survey = surveyor.survey(request, start);
        if (survey.isEmpty()) {
            var command = request.command();
            var rule = "no complete backup of " + command.sourceCluster() + " is called '" + command.backupId() + "'";
            return new Preview(Kind.NOT_FOUND, List.of(new Violation("backupId", rule)), null);
        }
        var violations = rules.check(survey.get());
        return violations.isEmpty()
                ? new Preview(null, List.of(), planned(survey.get()))
                : new Preview(survey.get().busy().isEmpty() ? Kind.INVALID : Kind.CONFLICT, violations, null);
    }

    private Planned planned(Survey survey) {
        var replication = ReplicationPlan.of(survey);
        var target = replication.target(survey);
        var plan = RestorePlan.of(survey.backup(), survey.naming(), target);
        return new Planned(
                survey.command().backupId(),
                target,
                plan.nodes().stream().map(Planner::bytes).toList(),
                plan.bytes(),
                plan.bytesOfSlowest(),
                Forecast.of(plan, rates.now()),
                notes(survey, replication, plan));
    }

    private static NodeBytes bytes(NodePlan node) {
        return new NodeBytes(
                node.node().name(),
                node.bytes(),
                node.files().size(),
                List.copyOf(node.sources()),
                !node.cleanup().isEmpty());
    }

    private static List<String> notes(Survey survey, ReplicationPlan replication, RestorePlan plan) {
        var notes = new ArrayList<>(replication.notes());
        var here = survey.here();
        boolean living = survey.backup().wanted(survey.naming()).stream()
                .anyMatch(table -> here.table(survey.naming().target(table)).isPresent());
        if (living && survey.command().intoExisting() == IntoExisting.MERGE) {
            notes.add("rows are added to living tables: what was written or deleted after the backup is newer and wins,"
                    + " so that deleted rows stay deleted. To get them back use TRUNCATE, or a table of another name");
        }
        if (living && survey.command().intoExisting() == IntoExisting.TRUNCATE) {
            notes.add("rows that are there now go");
        }
        var views = ViewPhase.views(survey.backup(), survey.naming());
        if (!views.isEmpty()) {
            notes.add("Cassandra builds the materialized views " + views
                    + " anew from the rows, which may go on when the restore is over");
        }
        if (survey.command().withRoles()) {
            notes.add("a role that is there keeps its password; permissions on what is not there, and on single"
                    + " functions, are left out");
        }
        if (!plan.logs().isEmpty()) {
            notes.add("begins with backup '" + survey.command().backupId() + "' and replays what "
                    + String.join(", ", plan.logs()) + " logged up to "
                    + survey.command().pointInTime()
                    + "; a table that was created since is not in it, and one that was emptied since is full again");
        }
        if (plan.nodes().stream().anyMatch(node -> !node.cleanup().isEmpty())) {
            notes.add(
                    "the nodes are not those of the backup: each fetches the files of every node that held something of"
                            + " what it holds, and is cleaned up afterwards");
        }
        return notes;
    }
}
