package dev.aeneas.backup.restore;

import dev.aeneas.backup.refusal.KeyspaceRules;
import dev.aeneas.backup.refusal.StoreRules;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Opens a restore because somebody asks. */
final class OpenRestore {
    /** It becomes a folder on nodes' disks. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,95}");

    private final KnownClusters clusters;
    private final Set<String> stores;

    OpenRestore(KnownClusters clusters, Set<String> stores) {
        this.clusters = clusters;
        this.stores = Set.copyOf(stores);
    }

    Decision<RestoreRun> restore(Optional<RestoreRun> state, Received<RestoreBackup> input) {
        var command = input.body();
        if (state.isPresent()) {
            return again(state.get(), command, input);
        }
        var topology = clusters.find(command.cluster());
        var contacts = topology.map(OpenRestore::nodes).orElse(List.of());
        var request = new RestoreRequest(command, input.at(), contacts);
        if (topology.isEmpty()) {
            return refused(
                    request, Kind.NOT_FOUND, "cluster", "no cluster is called '" + command.cluster() + "'", input);
        }
        var violations = check(command, stores, input.at());
        if (!violations.isEmpty()) {
            return Decision.of(null, new Outcome.Refused(Kind.INVALID, violations).event(request, input.at()));
        }
        if (contacts.isEmpty()) {
            return refused(request, Kind.CONFLICT, "cluster", "has no running node that holds data", input);
        }
        return Decision.of(new Waiting(request), RestoreTurns.request(request));
    }

    /** Asking again is harmless; asking for something else under the same name is a mistake. */
    private static Decision<RestoreRun> again(RestoreRun run, RestoreBackup command, Received<RestoreBackup> input) {
        var known = run.request().command();
        boolean chosen = command.backupId() == null; // the backup was found meanwhile
        if (known.equals(chosen ? command.from(known.backupId()) : command)) {
            return run instanceof Ended ended
                    ? Decision.of(run, ended.outcome().event(run.request(), ended.endedAt()))
                    : Decision.of(run);
        }
        var taken = List.of(new Violation("restoreId", "is taken by another restore"));
        return Decision.of(run, new Outcome.Refused(Kind.CONFLICT, taken).event(run.request(), input.at()));
    }

    private static Decision<RestoreRun> refused(
            RestoreRequest request, Kind kind, String field, String rule, Received<RestoreBackup> input) {
        var refused = new Outcome.Refused(kind, List.of(new Violation(field, rule)));
        return Decision.of(null, refused.event(request, input.at()));
    }

    /** What can be said of a command without looking anywhere. */
    static List<Violation> check(RestoreBackup command, Set<String> stores, Instant now) {
        var violations = new ArrayList<Violation>();
        if (!ID.matcher(command.restoreId()).matches()) {
            violations.add(
                    new Violation("restoreId", "must be up to 96 letters, digits, '-' or '_', not '-' or '_' first"));
        }
        if (command.backupId() != null && !ID.matcher(command.backupId()).matches()) {
            violations.add(new Violation("backupId", "is no name of a backup"));
        }
        violations.addAll(StoreRules.check(command.store(), stores));
        violations.addAll(KeyspaceRules.check(command.keyspaces()));
        violations.addAll(
                KeyspaceRules.check(List.copyOf(command.renameKeyspaces().values())));
        if (command.pointInTime() != null && command.pointInTime().isAfter(now)) {
            violations.add(new Violation("pointInTime", "must be in the past; it is " + now));
        }
        return violations;
    }

    static List<BackupNode> nodes(ClusterTopology topology) {
        return topology.datacenters().stream()
                .filter(datacenter -> !datacenter.deallocated())
                .map(Datacenter::nodes)
                .flatMap(List::stream)
                .filter(node -> node.state() == NodeState.NORMAL)
                .map(node -> new BackupNode(
                        node.name(), node.address(), node.datacenter().value(), node.rack()))
                .toList();
    }
}
