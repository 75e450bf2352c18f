package dev.aeneas.scaling.run;

import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.scaling.run.RunWork.KeyspacesSeen;
import dev.aeneas.scaling.run.RunWork.SurveyKeyspaces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Holds the lock and reads the real keyspaces: nodes leave only when each keyspace keeps its replicas. */
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
    public Decision<ScaleRun> keyspacesSeen(KeyspacesSeen seen, Turn turn) {
        return Planning.decide(this, reserved, seen.replicationFactors(), turn);
    }

    @Override
    public Decision<ScaleRun> workFailed(String reason, Turn turn) {
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

    @Override
    public List<RunWork> openWork() {
        return List.of(new SurveyKeyspaces("survey#" + attempt, asked.demand()));
    }
}
