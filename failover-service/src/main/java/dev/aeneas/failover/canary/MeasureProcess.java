package dev.aeneas.failover.canary;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverEvent.FailoverMeasured;
import dev.aeneas.failover.canary.CanarySights.Cost;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import java.util.Optional;

/** The table of the {@code measurements} process, one per cluster: the first word on a run is the one that is kept and said. */
public final class MeasureProcess {
    public static final String NAME = "measurements";

    public static final ProcessKind<Measurements> KIND = ProcessKind.of(NAME, Measurements.class)
            .opens(Measured.class, measured -> measured.cluster().value(), MeasureProcess::measured)
            .build();

    private MeasureProcess() {}

    /** Whoever hears the observers of a cluster has seen what a run cost. */
    public record Measured(ClusterName cluster, String runId, DatacenterName from, DatacenterName to, Cost cost) {}

    private static Decision<Measurements> measured(Optional<Measurements> state, Received<Measured> input) {
        var known = state.orElse(Measurements.NONE);
        if (known.of(input.body().runId()).isPresent()) {
            return Decision.of(known); // another replica heard it too
        }
        var said = event(input.body());
        return Decision.of(known.with(said), said);
    }

    private static FailoverMeasured event(Measured measured) {
        var cost = measured.cost();
        return new FailoverMeasured(
                measured.cluster(),
                measured.runId(),
                measured.from(),
                measured.to(),
                cost.lastWriteAt().orElse(null),
                cost.firstWriteAt(),
                cost.outage().orElse(null),
                cost.newestSeenAt().orElse(null),
                cost.rpo().orElse(null),
                cost.lagBefore().orElse(null));
    }
}
