package dev.aeneas.backup.restore;

import java.time.Instant;
import java.util.Optional;

/** A backup of the cluster, or something else that must be alone with it, comes first. */
public record Waiting(RestoreRequest request) implements RestoreRun {
    /** Its turn has come: now the topology lock. */
    Reserving begin(RestorePolicy.Lock lock, Instant now) {
        return Reserving.of(request, lock, now);
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Optional.empty();
    }
}
