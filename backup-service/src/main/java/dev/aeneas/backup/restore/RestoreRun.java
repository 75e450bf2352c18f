package dev.aeneas.backup.restore;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.backup.restore.RestoreReport.Planned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A restore's state; each offers only its legal moves.
 *
 * <pre>
 * Waiting -> Reserving -> Checking -> Running -> Releasing -> Ended
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = Reserving.class, name = "reserving"),
    @JsonSubTypes.Type(value = Checking.class, name = "checking"),
    @JsonSubTypes.Type(value = Running.class, name = "running"),
    @JsonSubTypes.Type(value = Releasing.class, name = "releasing"),
    @JsonSubTypes.Type(value = Ended.class, name = "ended")
})
public sealed interface RestoreRun permits Waiting, Reserving, Checking, Running, Releasing, Ended {
    RestoreRequest request();

    /** What is done, or was; null: it was not begun. */
    default Planned planned() {
        return null;
    }

    /** What is not done yet and need not wait. */
    default List<RestoreWork> openWork() {
        return List.of();
    }

    /** Whether nobody else can have taken the topology lock meanwhile, as far as it needs that. */
    default boolean mayAct(Instant now) {
        return true;
    }

    /** When time passes for it. */
    Optional<Instant> wakeAt();
}
