package dev.aeneas.backup.drill;

import dev.aeneas.backup.drill.DrillRun.Choosing;
import dev.aeneas.backup.drill.DrillRun.Ended;
import dev.aeneas.backup.refusal.StoreRules;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreDrillCommand.DrillRestore;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Opens a drill because somebody asks. */
final class OpenDrill {
    /** It becomes a restore's id. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");

    private final KnownClusters clusters;
    private final OpenDrills drills;
    private final Set<String> stores;
    private final DrillPolicy policy;

    OpenDrill(KnownClusters clusters, OpenDrills drills, Set<String> stores, DrillPolicy policy) {
        this.clusters = clusters;
        this.drills = drills;
        this.stores = Set.copyOf(stores);
        this.policy = policy;
    }

    Decision<DrillRun> drill(Optional<DrillRun> state, Received<DrillRestore> input) {
        var command = input.body();
        if (state.isPresent()) {
            return again(state.get(), command);
        }
        var violations = check(command);
        if (!violations.isEmpty()) {
            return refused(command, Kind.INVALID, violations);
        }
        var first = first(command);
        if (first.isEmpty() && command.region() == null) {
            var rule = "no cluster is called '" + command.cluster()
                    + "': for a backup of one that is gone, name the region for the scratch cluster";
            return refused(command, Kind.NOT_FOUND, List.of(new Violation("cluster", rule)));
        }
        var open = drills.of(command.cluster());
        if (open.isPresent()) {
            var rule = "has a restore drill under way: '" + open.get() + "'";
            return refused(command, Kind.CONFLICT, List.of(new Violation("cluster", rule)));
        }
        var region = command.region() == null ? first.orElseThrow().region() : command.region();
        var sku = command.sku() == null ? first.map(Datacenter::sku).orElse(null) : command.sku();
        return Decision.of(Choosing.begin(DrillRequest.of(command, region, sku, policy.timeout(), input.at())));
    }

    private Optional<Datacenter> first(DrillRestore command) {
        return clusters.find(command.cluster()).map(ClusterTopology::datacenters).stream()
                .flatMap(List::stream)
                .findFirst();
    }

    private List<Violation> check(DrillRestore command) {
        var violations = new ArrayList<>(StoreRules.check(command.store(), stores));
        if (!ID.matcher(command.drillId()).matches()) {
            violations.add(
                    new Violation("drillId", "must be up to 80 letters, digits, '-' or '_', not '-' or '_' first"));
        }
        if (DrillRequest.isScratch(command.cluster())) {
            violations.add(new Violation("cluster", "is itself a drill's scratch cluster"));
        }
        return violations;
    }

    /** Asking again is harmless; asking for something else under the same name is a mistake. */
    private static Decision<DrillRun> again(DrillRun run, DrillRestore command) {
        if (!run.request().asksForTheSame(command)) {
            var taken = List.of(new Violation("drillId", "is taken by another drill"));
            return Decision.of(run, DrillMessages.refused(command, Kind.CONFLICT, taken));
        }
        return run instanceof Ended ended ? Decision.of(run, DrillMessages.ended(ended)) : Decision.of(run);
    }

    private static Decision<DrillRun> refused(DrillRestore command, Kind kind, List<Violation> violations) {
        return Decision.of(null, DrillMessages.refused(command, kind, violations));
    }
}
