package dev.aeneas.scaling.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.ScalingEvent.ScaleFailed;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.ScalingEvent.ScaleSuperseded;
import dev.aeneas.contracts.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How a run ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Completed.class, name = "Completed"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "Failed"),
    @JsonSubTypes.Type(value = Outcome.Refused.class, name = "Refused"),
    @JsonSubTypes.Type(value = Outcome.Superseded.class, name = "Superseded")
})
public sealed interface Outcome {

    /** The event that says it; the same whenever it is said again. */
    Message event(Asked asked);

    /**
     * Verified on the ring itself.
     *
     * @param times forecast and measured; null where nothing was done
     * @param unevenness measured on the ring; null where it was not
     */
    record Completed(Sku sku, List<String> nodes, Instant verifiedAt, Times times, Double unevenness)
            implements Outcome {
        @Override
        public Message event(Asked asked) {
            var demand = asked.demand();
            return new ScaleCompleted(
                    demand.cluster(),
                    demand.datacenter(),
                    demand.runId(),
                    nodes.size(),
                    sku,
                    nodes,
                    asked.at(),
                    Duration.between(asked.at(), verifiedAt),
                    times == null ? null : times.forecast(),
                    times == null ? null : times.measured(),
                    times == null ? List.of() : times.steps(),
                    unevenness);
        }
    }

    /** Made way for another run, which goes on from {@code stateReached}. */
    record Superseded(String by, String stateReached) implements Outcome {
        @Override
        public Message event(Asked asked) {
            var demand = asked.demand();
            return new ScaleSuperseded(demand.cluster(), demand.datacenter(), demand.runId(), by, stateReached);
        }
    }

    /** Gave up; {@code stateReached} says what the datacenter is now. */
    record Failed(ProvisionError error, String stateReached) implements Outcome {
        @Override
        public Message event(Asked asked) {
            var demand = asked.demand();
            return new ScaleFailed(demand.cluster(), demand.datacenter(), demand.runId(), error, stateReached);
        }
    }

    /** Nothing was changed; every broken rule is named. */
    record Refused(Refusal.Kind kind, List<Violation> violations) implements Outcome {
        /** The field that only a refusal of this kind names: with it a run ends that never had the lock. */
        public static final String LOCK = "topology";

        static Refused lockHeld(List<Violation> violations) {
            return new Refused(Refusal.Kind.CONFLICT, violations);
        }

        @Override
        public Message event(Asked asked) {
            var demand = asked.demand();
            var command = MessageTypes.nameOf(ScaleDatacenter.class);
            return new ScaleRefused(demand.cluster(), command, kind, violations, demand.runId());
        }
    }
}
