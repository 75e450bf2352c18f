package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestoreReport.Planned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds the lock and looks whether the restore may begin.
 *
 * @param renewAt when the lock is asked for again, which keeps it
 * @param lockedUntil when somebody else may take the lock; null: nobody said
 * @param retryAt when the check may be tried again; null: now
 */
public record Checking(
        RestoreRequest request, long epoch, Instant renewAt, Instant lockedUntil, int attempt, Instant retryAt)
        implements RestoreRun {

    Running begin(Planned planned, Instant now) {
        return Running.of(this, planned, now);
    }

    Checking locked(Instant until) {
        return new Checking(request, epoch, renewAt, until, attempt, retryAt);
    }

    Checking retry(RestorePolicy policy, Instant now) {
        return new Checking(request, epoch, renewAt, lockedUntil, attempt + 1, now.plus(policy.retryPause()));
    }

    Checking woken(Instant now, Instant nextRenewal) {
        var renewed = renewAt.isAfter(now) ? renewAt : nextRenewal;
        return new Checking(
                request,
                epoch,
                renewed,
                lockedUntil,
                attempt,
                retryAt == null || retryAt.isAfter(now) ? retryAt : null);
    }

    @Override
    public List<RestoreWork> openWork() {
        return retryAt == null ? List.of(new RestoreWork.Check(request, attempt)) : List.of();
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Stream.of(Optional.of(renewAt), Optional.ofNullable(retryAt))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }
}
