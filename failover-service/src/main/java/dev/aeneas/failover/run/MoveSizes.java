package dev.aeneas.failover.run;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.MoveEvent.MoveKind;
import dev.aeneas.failover.move.MoveFacts.Size;
import java.util.Optional;

/** What datacenters become in a move. */
final class MoveSizes {
    private MoveSizes() {}

    /**
     * What the target has to be before clients come: as many nodes as serve them now. A standby takes over their size too; an
     * original primary has the right one, whatever a failover made of the standby, and the right number of nodes too unless somebody has
     * added more where clients are since.
     */
    static Optional<Size> growth(ClusterFailover state, MoveKind kind, DatacenterName from, DatacenterName to) {
        var serving = state.topology().datacenter(from).orElseThrow();
        var target = state.topology().datacenter(to).orElseThrow();
        int racks = target.racks().size();
        int wanted = kind == MoveKind.FAIL_BACK && asTheFailoverMadeIt(state, from, GrowthTarget.servingNodes(serving))
                ? GrowthTarget.servingNodes(target)
                : (GrowthTarget.servingNodes(serving) + racks - 1) / racks * racks;
        var sku = kind == MoveKind.SWITCH_OVER ? serving.sku() : target.sku();
        var grown = new RunFacts.Target(Math.max(wanted, GrowthTarget.servingNodes(target)), sku);
        return GrowthTarget.isMet(grown, target) ? Optional.empty() : Optional.of(new Size(grown.nodeCount(), sku));
    }

    private static boolean asTheFailoverMadeIt(ClusterFailover state, DatacenterName datacenter, int nodes) {
        return state.runs().stream()
                .filter(run -> run.facts().to().equals(datacenter))
                .reduce((older, newer) -> newer)
                .filter(run -> nodes <= run.facts().target().nodeCount())
                .isPresent();
    }

    /** What a datacenter was before the newest failover to it grew it; empty when it is that, or nobody knows. */
    static Optional<Size> before(ClusterFailover state, DatacenterName datacenter) {
        var now = GrowthTarget.present(state.topology().datacenter(datacenter).orElseThrow());
        return state.runs().stream()
                .filter(run -> run.facts().to().equals(datacenter))
                .reduce((older, newer) -> newer)
                .map(run -> run.facts().before())
                .filter(before -> !before.equals(now) && before.nodeCount() <= now.nodeCount())
                .map(before -> new Size(before.nodeCount(), before.sku()));
    }
}
