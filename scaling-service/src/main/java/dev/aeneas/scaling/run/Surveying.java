package dev.aeneas.scaling.run;

import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.scaling.plan.ClusterFacts;
import dev.aeneas.scaling.plan.Offer;
import dev.aeneas.scaling.plan.PlanRequest;
import dev.aeneas.scaling.plan.ScalePlanner;
import dev.aeneas.scaling.run.RunWork.FactsSeen;
import dev.aeneas.scaling.run.RunWork.Survey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the lock and finds out what the plan is made from: real keyspaces, sizes, who is well. */
record Surveying(Asked asked, TopologyReserved reserved, int attempt, Instant renewAt) implements ScaleRun {

    static Surveying of(Asked asked, TopologyReserved reserved, int attempt, Turn turn) {
        return new Surveying(asked, reserved, attempt, turn.renewAt());
    }

    /** Told once more that the lock is ours; under another epoch the machines may have changed, so it looks again. */
    @Override
    public Decision<ScaleRun> reserved(TopologyReserved event, Turn turn) {
        return event.epoch() <= reserved.epoch() ? Decision.of(this) : Decision.of(of(asked, event, attempt + 1, turn));
    }

    /** Asking for the lock again keeps it. */
    @Override
    public Decision<ScaleRun> timePasses(Turn turn) {
        return Decision.of(of(asked, reserved, attempt, turn), Said.reserve(asked.demand()));
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Optional.of(renewAt);
    }

    @Override
    public Execution execution() {
        return null;
    }

    @Override
    public Decision<ScaleRun> factsSeen(FactsSeen seen, Turn turn) {
        return Planning.decide(this, reserved, seen.facts(), turn);
    }

    @Override
    public Decision<ScaleRun> supersede(String by, Turn turn) {
        var outcome = new Outcome.Superseded(by, "nothing was changed");
        return Closing.of(asked, null, reserved.epoch(), outcome, turn);
    }

    /** Only nodes that leave need the keyspaces; everything else is planned without what cannot be found out. */
    @Override
    public Decision<ScaleRun> workFailed(String reason, Turn turn) {
        if (!keyspacesNeeded()) {
            var none = new ClusterFacts(
                    Map.of(), Map.of(), Set.of(), null, List.of("anything of the cluster (" + reason + ")"));
            return Planning.decide(this, reserved, none, turn);
        }
        if (attempt < turn.bounds().attempts()) {
            return Decision.of(of(asked, reserved, attempt + 1, turn));
        }
        var error = new ProvisionError(
                "KeyspacesNotRead",
                "The keyspaces' replication could not be read: " + reason,
                asked.demand().datacenter().value());
        var failed = new Outcome.Failed(error, "nothing was changed");
        return Closing.of(asked, null, reserved.epoch(), failed, turn);
    }

    private boolean keyspacesNeeded() {
        return ScalePlanner.shrinks(new PlanRequest(asked.demand(), Offer.of(reserved), ClusterFacts.NONE));
    }

    @Override
    public List<RunWork> openWork() {
        return List.of(new Survey("survey#" + attempt, asked.demand(), keyspacesNeeded()));
    }
}
