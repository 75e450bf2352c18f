package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestoreReport.Planned;
import java.time.Instant;
import java.util.Optional;

/**
 * Knows how it ended, and gives the lock back before it says so.
 *
 * @param planned what was to be done; null: it was not begun
 */
public record Releasing(
        RestoreRequest request, long epoch, Outcome outcome, Instant askAgainAt, Instant giveUpAt, Planned planned)
        implements RestoreRun {
    static Releasing of(RestoreRun run, long epoch, Outcome outcome, RestorePolicy.Lock lock, Instant now) {
        return new Releasing(
                run.request(), epoch, outcome, now.plus(lock.askAgain()), now.plus(lock.patience()), run.planned());
    }

    Releasing askedAgain(RestorePolicy.Lock lock, Instant now) {
        return new Releasing(request, epoch, outcome, now.plus(lock.askAgain()), giveUpAt, planned);
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Optional.of(askAgainAt.isBefore(giveUpAt) ? askAgainAt : giveUpAt);
    }
}
