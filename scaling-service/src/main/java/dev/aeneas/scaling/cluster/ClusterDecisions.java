package dev.aeneas.scaling.cluster;

import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.DatacenterReady;
import dev.aeneas.contracts.ProvisioningEvent.ProviderOfferChanged;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.ScalingEvent.ScaleFailed;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.ScalingEvent.ScaleSuperseded;
import dev.aeneas.contracts.ScalingEvent.SparesMissing;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.scaling.plan.ClusterFacts;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.PlanRequest;
import dev.aeneas.scaling.plan.PlanRules;
import dev.aeneas.scaling.plan.ScalePlanner;
import dev.aeneas.scaling.run.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * Admits one run per cluster at a time, and the one that it makes way for.
 *
 * <p>The rule for a request while a run is open is {@link SupersedeRule}: the run stops at its next safe point and the newer
 * one goes on from there, or the request is refused and told which run is open. Asking again under an open run's own id is
 * answered with {@code ScaleRequested} again. A request for a run that ended is admitted again, and the run, which still
 * knows how it ended, says so again.
 *
 * <p>A run that is refused under the lock ends with the lock's release, one that never had it with its refusal; any other
 * {@code ScaleRefused} frees nothing, since it may be this very process's answer to an earlier try.
 */
public final class ClusterDecisions {
    private static final String COMMAND = MessageTypes.nameOf(ScaleDatacenter.class);

    /** One process per cluster; it never has work, so it counts as closed. */
    public static final ProcessKind<KnownCluster> KIND = ProcessKind.of("cluster", KnownCluster.class)
            .opens(TopologyChanged.class, m -> m.cluster().value(), ClusterDecisions::topologyChanged)
            .on(DatacenterReady.class, m -> m.cluster().value(), ClusterDecisions::datacenterReady)
            .on(
                    SparesMissing.class,
                    m -> m.cluster().value(),
                    (known, in) -> makingSpares(known.awaitingSpares(
                            in.body().datacenter(), in.body().runId())))
            .on(ClusterDeleted.class, m -> m.cluster().value(), (known, in) -> Decision.of(known.deleted()))
            .on(
                    TopologyReserved.class,
                    m -> m.cluster().value(),
                    (known, in) -> Decision.of(
                            known.offering(in.body().skus(), in.body().grain())))
            .on(
                    ProviderOfferChanged.class,
                    m -> m.cluster().value(),
                    (known, in) -> Decision.of(known.offered(in.body())))
            .on(ScaleDatacenter.class, m -> m.cluster().value(), ClusterDecisions::scale, ClusterDecisions::unknown)
            .on(
                    ScaleCompleted.class,
                    m -> m.cluster().value(),
                    (known, in) -> ended(known.learning(in.body()), in.body().runId()))
            .on(
                    ScaleFailed.class,
                    m -> m.cluster().value(),
                    (known, in) -> ended(known, in.body().runId()))
            .on(
                    ScaleSuperseded.class,
                    m -> m.cluster().value(),
                    (known, in) -> ended(known, in.body().runId()))
            .on(ScaleRefused.class, m -> m.cluster().value(), ClusterDecisions::refused)
            .on(
                    TopologyReleased.class,
                    m -> m.cluster().value(),
                    (known, in) -> ended(known, in.body().runId()))
            .closedWhen(known -> true)
            .build();

    private ClusterDecisions() {}

    /** Why a plan cannot even be forecast; an open run is no reason. */
    public static Optional<ScaleRefused> objection(Optional<KnownCluster> known, Demand demand) {
        return known.map(cluster -> notThere(cluster, demand))
                .orElseGet(() ->
                        Optional.of(notFound(demand, "cluster", demand.cluster().value())));
    }

    /** The same for what was found out about the cluster. */
    public static Optional<ScaleRefused> objection(PlanRequest request) {
        return invalid(request.demand(), ScalePlanner.violations(request));
    }

    private static Optional<ScaleRefused> invalid(Demand demand, List<Violation> violations) {
        return violations.isEmpty() ? Optional.empty() : Optional.of(refused(demand, Refusal.Kind.INVALID, violations));
    }

    private static Decision<KnownCluster> topologyChanged(
            Optional<KnownCluster> known, Received<TopologyChanged> input) {
        return Decision.of(known.orElse(KnownCluster.NEW).seen(input.body().topology()));
    }

    private static Decision<KnownCluster> scale(KnownCluster known, Received<ScaleDatacenter> input) {
        var demand = Demand.of(input.body(), input.id());
        if (known.runs().contains(demand)) {
            return Decision.of(known, demand.accepted(superseded(known, demand)));
        }
        return refusal(known, demand)
                .map(refused -> Decision.of(known, refused))
                .orElseGet(() -> admitted(known, demand));
    }

    /** Whoever waited behind the open run is superseded like the open run itself. */
    private static Decision<KnownCluster> admitted(KnownCluster known, Demand demand) {
        return Decision.of(known.admitting(demand), demand.accepted(superseded(known, demand)));
    }

    private static List<String> superseded(KnownCluster known, Demand by) {
        return by.equals(known.openRun())
                ? List.of()
                : known.runs().stream()
                        .map(Demand::runId)
                        .filter(run -> !run.equals(by.runId()))
                        .toList();
    }

    /** The next run asks for the lock when it hears that it is the open one. */
    private static Decision<KnownCluster> ended(KnownCluster known, String runId) {
        var after = known.ended(runId);
        boolean nextIsOpen = after.openRun() != null && after.openRun().equals(known.next()) && after.next() == null;
        return nextIsOpen ? Decision.of(after, after.openRun().accepted()) : makingSpares(after);
    }

    /** As if somebody had asked for a run that changes nothing: it ends with as many spares as the datacenter is to have. */
    private static Decision<KnownCluster> datacenterReady(KnownCluster known, Received<DatacenterReady> input) {
        var ready = input.body();
        var runId = "spares-" + ready.datacenter() + "-" + ready.operationId();
        return makingSpares(known.awaitingSpares(ready.datacenter(), runId));
    }

    /** One that cannot be made now is left to the next run of its datacenter. */
    private static Decision<KnownCluster> makingSpares(KnownCluster known) {
        if (known.openRun() != null || known.spareRuns().isEmpty()) {
            return Decision.of(known);
        }
        var run = known.spareRuns().get(0);
        var rest = known.beginningSpares();
        return refusal(rest, run).isPresent() ? makingSpares(rest) : admitted(rest, run);
    }

    private static Decision<KnownCluster> refused(KnownCluster known, Received<ScaleRefused> input) {
        boolean neverHadTheLock = input.body().violations().stream()
                .anyMatch(violation -> violation.field().equals(Outcome.Refused.LOCK));
        return neverHadTheLock ? ended(known, input.body().runId()) : Decision.of(known);
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
        var atOnce = PlanRules.ofDemand(demand, known.topology(), known.skus());
        // refused anyway: so it is told everything that can be known without the lock
        var violations = atOnce.isEmpty() ? atOnce : ScalePlanner.violations(known.planning(demand, ClusterFacts.NONE));
        return invalid(demand, violations).or(() -> busy(known, demand));
    }

    private static Optional<ScaleRefused> busy(KnownCluster known, Demand demand) {
        var sameId = known.runs().stream().filter(run -> run.runId().equals(demand.runId()));
        if (sameId.findFirst().isPresent()) {
            return Optional.of(idTaken(demand));
        }
        return known.runs().stream()
                .findFirst()
                .filter(newest -> !SupersedeRule.allows(newest, demand))
                .map(newest -> refused(demand, Refusal.Kind.CONFLICT, List.of(inTheWay(newest))));
    }

    private static Violation inTheWay(Demand run) {
        var why = run.emergency()
                ? "only another emergency may take its place"
                : "only an emergency may take the place of a run for another datacenter";
        return new Violation(
                "cluster",
                "must not be scaled by run " + run.runId() + " (" + run.datacenter() + ") at the moment; " + why
                        + ", or wait for it");
    }

    /** To whoever asked for the open run, a refusal under its id would read as its end: so a reused id goes without one. */
    private static ScaleRefused idTaken(Demand demand) {
        var violation = new Violation("runId", "must be new: run " + demand.runId() + " was asked for something else");
        return new ScaleRefused(demand.cluster(), COMMAND, Refusal.Kind.CONFLICT, List.of(violation), null);
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
