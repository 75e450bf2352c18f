package dev.aeneas.backup.restore;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import dev.aeneas.contracts.RestoreEvent;
import dev.aeneas.contracts.RestoreEvent.RestoreCompleted;
import dev.aeneas.contracts.RestoreEvent.RestoreFailed;
import dev.aeneas.contracts.RestoreEvent.RestoreRefused;
import dev.aeneas.contracts.RestoreEvent.RestoredTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How a restore ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Outcome.Refused.class, name = "refused")
})
public sealed interface Outcome {
    RestoreEvent event(RestoreRequest request, Instant at);

    /** The rows are back and were read again. */
    record Completed(List<RestoredTable> tables) implements Outcome {
        @Override
        public RestoreEvent event(RestoreRequest request, Instant at) {
            var took = Duration.between(request.requestedAt(), at);
            return new RestoreCompleted(request.cluster(), request.restoreId(), tables, took);
        }
    }

    /** It gave up. */
    record Failed(ProvisionError error) implements Outcome {
        @Override
        public RestoreEvent event(RestoreRequest request, Instant at) {
            return new RestoreFailed(request.cluster(), request.restoreId(), error);
        }
    }

    /** It broke rules; nothing was touched. */
    record Refused(Refusal.Kind kind, List<Refusal.Violation> violations) implements Outcome {
        @Override
        public RestoreEvent event(RestoreRequest request, Instant at) {
            return new RestoreRefused(
                    request.cluster(), MessageTypes.nameOf(RestoreBackup.class), kind, violations, request.restoreId());
        }
    }
}
