package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestoreReport.Planned;
import java.time.Instant;
import java.util.Optional;

/**
 * Over.
 *
 * @param planned what was to be done; null: it was not begun
 */
public record Ended(RestoreRequest request, Outcome outcome, Instant endedAt, Planned planned) implements RestoreRun {
    @Override
    public Optional<Instant> wakeAt() {
        return Optional.empty();
    }
}
