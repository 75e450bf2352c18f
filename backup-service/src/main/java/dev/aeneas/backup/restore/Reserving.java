package dev.aeneas.backup.restore;

import java.time.Instant;
import java.util.Optional;

/** Waits for the topology lock. */
public record Reserving(RestoreRequest request, Instant askAgainAt, Instant giveUpAt) implements RestoreRun {
    static Reserving of(RestoreRequest request, RestorePolicy.Lock lock, Instant now) {
        return new Reserving(request, now.plus(lock.askAgain()), now.plus(lock.patience()));
    }

    Reserving askedAgain(RestorePolicy.Lock lock, Instant now) {
        return new Reserving(request, now.plus(lock.askAgain()), giveUpAt);
    }

    Checking reserved(long epoch, Instant lockedUntil) {
        return new Checking(request, epoch, askAgainAt, lockedUntil, 1, null);
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Optional.of(askAgainAt.isBefore(giveUpAt) ? askAgainAt : giveUpAt);
    }
}
