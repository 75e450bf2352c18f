package dev.aeneas.scaling.cluster;

import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.ScalingEvent.ScaleFailed;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.PlanRules;
import dev.aeneas.scaling.plan.ScalePlanner;
import java.util.List;
import java.util.Optional;

/**
 * Admits one run per cluster at a time.
 *
 * <p>The rule: while a run is open, a second request is refused and told which run is open; asking again under the open
 * run's own id is answered with {@code ScaleRequested} again. A request for a run that ended is admitted again, and the
 * run, which still knows how it ended, says so again.
 *
 * <p>A run that is refused under the lock ends with the lock's release; {@code ScaleRefused} itself frees nothing, since it
 * may be this very process's answer to an earlier try.
 */
public final class ClusterDecisions {
    private static final String COMMAND = MessageTypes.nameOf(ScaleDatacenter.class);

    /** One process per cluster; it never has work, so it counts as closed. */
    public static final ProcessKind<KnownCluster> KIND = ProcessKind.of("cluster", KnownCluster.class)
            .opens(TopologyChanged.class, m -> m.cluster().value(), ClusterDecisions::topologyChanged)
            .on(ClusterDeleted.class, m -> m.cluster().value(), (known, in) -> Decision.of(known.deleted()))
            .on(
                    TopologyReserved.class,
                    m -> m.cluster().value(),
                    (known, in) -> Decision.of(known.offering(in.body().skus())))
            .on(ScaleDatacenter.class, m -> m.cluster().value(), ClusterDecisions::scale, ClusterDecisions::unknown)
            .on(
                    ScaleCompleted.class,
                    m -> m.cluster().value(),
                    (known, in) -> Decision.of(known.ended(in.body().runId())))
            .on(
                    ScaleFailed.class,
                    m -> m.cluster().value(),
                    (known, in) -> Decision.of(known.ended(in.body().runId())))
            .on(
                    TopologyReleased.class,
                    m -> m.cluster().value(),
                    (known, in) -> Decision.of(known.ended(in.body().runId())))
            .closedWhen(known -> true)
            .build();

    private ClusterDecisions() {}

    /** Why a plan cannot even be forecast; an open run is no reason. */
    public static Optional<ScaleRefused> objection(Optional<KnownCluster> known, Demand demand) {
        return known.map(cluster -> notThere(cluster, demand).or(() -> {
                    var violations = ScalePlanner.violations(cluster.forecast(demand));
                    return violations.isEmpty()
                            ? Optional.empty()
                            : Optional.of(refused(demand, Refusal.Kind.INVALID, violations));
                }))
                .orElseGet(() ->
                        Optional.of(notFound(demand, "cluster", demand.cluster().value())));
    }

    private static Decision<KnownCluster> topologyChanged(
            Optional<KnownCluster> known, Received<TopologyChanged> input) {
        var before = known.orElse(new KnownCluster(null, List.of(), null));
        return Decision.of(before.seen(input.body().topology()));
    }

    private static Decision<KnownCluster> scale(KnownCluster known, Received<ScaleDatacenter> input) {
        var demand = Demand.of(input.body(), input.id());
        if (demand.equals(known.openRun())) {
            return Decision.of(known, demand.accepted());
        }
        return refusal(known, demand)
                .map(refused -> Decision.of(known, refused))
                .orElseGet(() -> Decision.of(known.admitting(demand), demand.accepted()));
    }

    private static Optional<ScaleRefused> notThere(KnownCluster known, Demand demand) {
        if (known.topology() == null) {
            return Optional.of(notFound(demand, "cluster", demand.cluster().value()));
        }
        if (known.topology().datacenter(demand.datacenter()).isEmpty()) {
            return Optional.of(
                    notFound(demand, "datacenter", demand.datacenter().value()));
        }
        return Optional.empty();
    }

    private static Optional<ScaleRefused> refusal(KnownCluster known, Demand demand) {
        var notThere = notThere(known, demand);
        if (notThere.isPresent()) {
            return notThere;
        }
        if (known.openRun() != null) {
            return Optional.of(busy(demand, known.openRun().runId()));
        }
        var violations = PlanRules.ofDemand(demand, known.topology(), known.skus());
        return violations.isEmpty() ? Optional.empty() : Optional.of(refused(demand, Refusal.Kind.INVALID, violations));
    }

    /** To whoever asked for the open run, a refusal under its id would read as its end: so a reused id goes without one. */
    private static ScaleRefused busy(Demand demand, String openRun) {
        if (demand.runId().equals(openRun)) {
            var violation = new Violation("runId", "must be new: run " + openRun + " was asked for something else");
            return new ScaleRefused(demand.cluster(), COMMAND, Refusal.Kind.CONFLICT, List.of(violation), null);
        }
        var violation =
                new Violation("cluster", "must not be scaled by run " + openRun + " at the moment; wait for it");
        return refused(demand, Refusal.Kind.CONFLICT, List.of(violation));
    }

    private static ScaleRefused unknown(Received<ScaleDatacenter> input) {
        var demand = Demand.of(input.body(), input.id());
        return notFound(demand, "cluster", demand.cluster().value());
    }

    private static ScaleRefused notFound(Demand demand, String what, String name) {
        return refused(demand, Refusal.Kind.NOT_FOUND, List.of(new Violation(what, "is not known: " + name)));
    }

    private static ScaleRefused refused(Demand demand, Refusal.Kind kind, List<Violation> violations) {
        return new ScaleRefused(demand.cluster(), COMMAND, kind, violations, demand.runId());
    }
}
