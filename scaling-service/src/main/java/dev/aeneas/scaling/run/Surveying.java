package dev.aeneas.scaling.run;

import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.scaling.run.RunWork.KeyspacesSeen;
import dev.aeneas.scaling.run.RunWork.SurveyKeyspaces;
import java.util.List;

/** Holds the lock and reads the real keyspaces: nodes leave only when each keyspace keeps its replicas. */
record Surveying(Asked asked, TopologyReserved reserved, int attempt) implements ScaleRun {

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
            return Decision.of(new Surveying(asked, reserved, attempt + 1));
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
