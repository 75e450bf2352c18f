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
import dev.aeneas.contracts.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How a run ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Completed.class, name = "Completed"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "Failed"),
    @JsonSubTypes.Type(value = Outcome.Refused.class, name = "Refused")
})
public sealed interface Outcome {

    /** The event that says it; the same whenever it is said again. */
    Message event(Asked asked);

    /** Verified on the ring itself. */
    record Completed(Sku sku, List<String> nodes, Instant verifiedAt) implements Outcome {
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
                    Duration.between(asked.at(), verifiedAt));
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
        @Override
        public Message event(Asked asked) {
            var demand = asked.demand();
            var command = MessageTypes.nameOf(ScaleDatacenter.class);
            return new ScaleRefused(demand.cluster(), command, kind, violations, demand.runId());
        }
    }
}
