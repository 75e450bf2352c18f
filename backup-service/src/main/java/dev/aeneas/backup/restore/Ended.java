package dev.aeneas.backup.restore;

import java.time.Instant;
import java.util.Optional;

/** Over. */
public record Ended(RestoreRequest request, Outcome outcome, Instant endedAt) implements RestoreRun {
    @Override
    public Optional<Instant> wakeAt() {
        return Optional.empty();
    }
}
