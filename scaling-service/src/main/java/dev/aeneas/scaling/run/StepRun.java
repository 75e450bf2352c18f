package dev.aeneas.scaling.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one step of the plan is.
 *
 * @param attempt 0 before the first
 * @param startedAt of the first attempt; null before
 * @param actAt when to ask again, or to try again; null when nothing is waited for
 * @param giveUpAt end of patience with this attempt; null when none is in flight
 * @param endedAt null while it goes on
 */
public record StepRun(
        String stepId, Phase phase, int attempt, Instant startedAt, Instant actAt, Instant giveUpAt, Instant endedAt) {

    /** Whether the step waits, is in flight, waits for its next attempt, or ended. */
    public enum Phase {
        PENDING,
        IN_FLIGHT,
        RETRYING,
        DONE,
        FAILED
    }

    static StepRun pending(String stepId) {
        return new StepRun(stepId, Phase.PENDING, 0, null, null, null, null);
    }

    StepRun started(Turn turn) {
        var now = turn.now();
        return new StepRun(
                stepId,
                Phase.IN_FLIGHT,
                attempt + 1,
                startedAt == null ? now : startedAt,
                now.plus(turn.bounds().askAgain()),
                now.plus(turn.bounds().stepPatience()),
                null);
    }

    StepRun askedAgain(Turn turn) {
        var next = turn.now().plus(turn.bounds().askAgain());
        return new StepRun(stepId, phase, attempt, startedAt, next, giveUpAt, null);
    }

    StepRun retrying(Turn turn) {
        var next = turn.now().plus(turn.bounds().retryPause());
        return new StepRun(stepId, Phase.RETRYING, attempt, startedAt, next, null, null);
    }

    StepRun done(Turn turn) {
        return new StepRun(stepId, Phase.DONE, attempt, startedAt, null, null, turn.now());
    }

    StepRun failed(Turn turn) {
        return new StepRun(stepId, Phase.FAILED, attempt, startedAt, null, null, turn.now());
    }

    /** Each attempt is a step of its own to whoever does it: the answer to an earlier one cannot be mistaken. */
    String attemptId() {
        return attempt <= 1 ? stepId : stepId + "#" + attempt;
    }

    /** Whether the answer to this attempt, or to an earlier one, concerns this step. */
    boolean concerns(String attemptId) {
        return attemptId.equals(stepId) || attemptId.startsWith(stepId + "#");
    }

    /** Whether this failure is of the attempt that is waited for. */
    boolean failedWith(String attemptId) {
        return phase == Phase.IN_FLIGHT && attemptId.equals(attemptId());
    }

    /** How much of a forecast is left. */
    Duration left(Duration forecast, Instant now) {
        if (ended()) {
            return Duration.ZERO;
        }
        var spent = startedAt == null ? Duration.ZERO : Duration.between(startedAt, now);
        return forecast.compareTo(spent) > 0 ? forecast.minus(spent) : Duration.ZERO;
    }

    boolean is(Phase some) {
        return phase == some;
    }

    boolean ended() {
        return phase == Phase.DONE || phase == Phase.FAILED;
    }

    boolean overdue(Instant now) {
        return giveUpAt != null && !now.isBefore(giveUpAt);
    }

    boolean due(Instant now) {
        return actAt != null && !now.isBefore(actAt);
    }

    Optional<Instant> wakeAt() {
        return Optional.ofNullable(actAt).map(at -> giveUpAt != null && giveUpAt.isBefore(at) ? giveUpAt : at);
    }
}
