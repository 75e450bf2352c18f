package dev.aeneas.backup.run;

import dev.aeneas.backup.refusal.KeyspaceRules;
import dev.aeneas.backup.refusal.Refusals;
import dev.aeneas.backup.refusal.StoreRules;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.BackupCommand.StartBackup;
import dev.aeneas.contracts.BackupScheduleEvent.BackupDue;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Opens a run because somebody asks or because a schedule's time has come. */
final class OpenRun {
    /** It becomes a folder in the store and a snapshot's tag on the nodes. */
    private static final Pattern BACKUP_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,95}");

    private static final DateTimeFormatter DUE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Set<NodeState> HOLD_DATA = Set.of(NodeState.NORMAL, NodeState.LEAVING, NodeState.MOVING);

    private final KnownClusters clusters;
    private final Set<String> stores;

    OpenRun(KnownClusters clusters, Set<String> stores) {
        this.clusters = clusters;
        this.stores = stores;
    }

    /** The backup of a due time: the same however often the event comes, and whoever sends it. */
    static String backupId(BackupDue due) {
        return due.scheduleName() + "-" + DUE.format(due.dueAt());
    }

    Decision<BackupRun> start(Optional<BackupRun> state, Received<StartBackup> input) {
        var command = input.body();
        var request = new BackupRequest(
                command.cluster(),
                command.backupId(),
                null,
                command.keyspaces(),
                command.store(),
                input.at(),
                List.of(),
                null,
                command.copyTo());
        return open(state, request, new Refusals(command.cluster(), StartBackup.class, command.backupId()));
    }

    Decision<BackupRun> due(Optional<BackupRun> state, Received<BackupDue> input) {
        var event = input.body();
        var request = new BackupRequest(
                event.cluster(),
                backupId(event),
                event.scheduleName(),
                event.keyspaces(),
                event.store(),
                input.at(),
                List.of(),
                retention(event),
                event.copyTo());
        return open(state, request, new Refusals(event.cluster(), BackupDue.class, request.backupId()));
    }

    private Decision<BackupRun> open(Optional<BackupRun> state, BackupRequest request, Refusals refusals) {
        if (state.isPresent()) {
            return again(state.get(), request, refusals);
        }
        var topology = clusters.find(request.cluster());
        if (topology.isEmpty()) {
            return Decision.of(null, refusals.unknownCluster());
        }
        var violations = check(request);
        if (!violations.isEmpty()) {
            return Decision.of(null, refusals.because(Kind.INVALID, violations));
        }
        var nodes = nodes(topology.get());
        if (nodes.isEmpty()) {
            return Decision.of(null, refusals.because(Kind.CONFLICT, "cluster", "has no running node that holds data"));
        }
        return Decision.of(new Queued(request.with(nodes)), RunTurns.request(request));
    }

    /** Asking again is harmless; asking for something else under the same name is a mistake. */
    private static Decision<BackupRun> again(BackupRun run, BackupRequest request, Refusals refusals) {
        return run.request().asksForTheSame(request)
                ? Decision.of(run)
                : Decision.of(
                        run,
                        refusals.because(
                                Kind.CONFLICT,
                                "backupId",
                                "is taken by a backup of other keyspaces, or one into another store or with another copy"));
    }

    private List<Violation> check(BackupRequest request) {
        var violations = new ArrayList<Violation>();
        if (!BACKUP_ID.matcher(request.backupId()).matches()) {
            violations.add(
                    new Violation("backupId", "must be up to 96 letters, digits, '-' or '_', not '-' or '_' first"));
        }
        violations.addAll(KeyspaceRules.check(request.keyspaces()));
        violations.addAll(StoreRules.check(request.store(), request.copyTo(), stores));
        return violations;
    }

    private static Retention retention(BackupDue event) {
        return new Retention(event.retentionInHours() == null ? 0 : event.retentionInHours(), event.retentionCount());
    }

    static List<BackupNode> nodes(ClusterTopology topology) {
        return topology.datacenters().stream()
                .filter(datacenter -> !datacenter.deallocated())
                .map(Datacenter::nodes)
                .flatMap(List::stream)
                .filter(node -> HOLD_DATA.contains(node.state()))
                .map(node -> new BackupNode(
                        node.name(), node.address(), node.datacenter().value(), node.rack()))
                .toList();
    }
}
