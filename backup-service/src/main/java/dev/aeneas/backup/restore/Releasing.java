package dev.aeneas.backup.restore;

import java.time.Instant;
import java.util.Optional;

/** Knows how it ended, and gives the lock back before it says so. */
public record Releasing(RestoreRequest request, long epoch, Outcome outcome, Instant askAgainAt, Instant giveUpAt)
        implements RestoreRun {
    static Releasing of(RestoreRequest request, long epoch, Outcome outcome, RestorePolicy.Lock lock, Instant now) {
        return new Releasing(request, epoch, outcome, now.plus(lock.askAgain()), now.plus(lock.patience()));
    }

    Releasing askedAgain(RestorePolicy.Lock lock, Instant now) {
        return new Releasing(request, epoch, outcome, now.plus(lock.askAgain()), giveUpAt);
    }

    Ended ended(Instant now) {
        return new Ended(request, outcome, now);
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Optional.of(askAgainAt.isBefore(giveUpAt) ? askAgainAt : giveUpAt);
    }
}
