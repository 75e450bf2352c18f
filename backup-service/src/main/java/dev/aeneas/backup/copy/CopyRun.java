package dev.aeneas.backup.copy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.contracts.ProvisionError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A copy's state; each offers only its legal moves. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CopyRun.Copying.class, name = "copying"),
    @JsonSubTypes.Type(value = CopyRun.Copied.class, name = "copied"),
    @JsonSubTypes.Type(value = CopyRun.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = CopyRun.Gone.class, name = "gone")
})
public sealed interface CopyRun {
    CopyRequest request();

    /** Of all tries so far: no two have the same. */
    int attempt();

    default List<CopyWork> openWork() {
        return List.of();
    }

    default Optional<Instant> wakeAt() {
        return Optional.empty();
    }

    /** Begins anew, and goes on where an earlier one ended. */
    default Copying again(CopyRequest asked) {
        return new Copying(asked, attempt() + 1, 1, null);
    }

    /**
     * It is under way.
     *
     * @param tries in a row
     * @param retryAt null: now
     */
    record Copying(CopyRequest request, int attempt, int tries, Instant retryAt) implements CopyRun {
        static Copying begin(CopyRequest request) {
            return new Copying(request, 1, 1, null);
        }

        @Override
        public List<CopyWork> openWork() {
            return retryAt == null ? List.of(new CopyWork(request, attempt)) : List.of();
        }

        @Override
        public Optional<Instant> wakeAt() {
            return Optional.ofNullable(retryAt);
        }

        Copying woken(Instant due) {
            return retryAt == null || retryAt.isAfter(due) ? this : new Copying(request, attempt, tries, null);
        }

        Copying retry(CopyPolicy policy, Instant now) {
            return new Copying(request, attempt + 1, tries + 1, now.plus(policy.pauseAfter(tries)));
        }

        Copied copied(CopyReport report, Instant at) {
            return new Copied(request, attempt, report.location(), report.totals(), at);
        }

        Failed fail(ProvisionError error, Instant at) {
            return new Failed(request, attempt, error, at);
        }
    }

    /** The other store has it whole. */
    record Copied(CopyRequest request, int attempt, String location, CopyTotals totals, Instant copiedAt)
            implements CopyRun {
        Duration took() {
            return Duration.between(request.askedAt(), copiedAt);
        }

        Gone gone(Instant at) {
            return new Gone(request, attempt, at);
        }
    }

    /** It was given up; what it brought stays until retention takes it for abandoned. */
    record Failed(CopyRequest request, int attempt, ProvisionError error, Instant failedAt) implements CopyRun {}

    /** The copy was deleted. */
    record Gone(CopyRequest request, int attempt, Instant goneAt) implements CopyRun {}
}
