package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestoreReport.ExpectedTable;
import dev.aeneas.backup.restore.RestoreReport.Planned;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.RestoreEvent.RestoredTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * In one phase on all nodes, under the lock.
 *
 * @param steps of the phase
 * @param found what phases found out
 * @param times when what happened, or is to happen
 */
public record Running(
        RestoreRequest request, long epoch, Planned planned, Phase phase, List<Step> steps, Found found, Times times)
        implements RestoreRun {
    /** How far clocks of services are apart at most. */
    private static final Duration CLOCKS_APART_MAX = Duration.ofSeconds(10);

    /**
     * What phases found out.
     *
     * @param expected what the files hold; empty until they were read
     * @param restored what the tables hold; null until they were read
     * @param trouble why it gives up; null: it does not
     */
    public record Found(List<ExpectedTable> expected, List<RestoredTable> restored, ProvisionError trouble) {
        static final Found NOTHING = new Found(List.of(), null, null);
    }

    /**
     * When what happened.
     *
     * @param renewAt when the lock is asked for again
     * @param saidAt when it was last said how far it is
     * @param lockedUntil when somebody else may take the lock, by provisioning's clock; null: nobody said
     */
    public record Times(Instant begunAt, Instant renewAt, Instant saidAt, Instant lockedUntil) {}

    static Running of(Checking checked, Planned planned, Instant now) {
        return new Running(
                checked.request().from(planned.backupId()),
                checked.epoch(),
                planned,
                Phase.STAGE,
                steps(planned, Phase.STAGE),
                Found.NOTHING,
                new Times(now, checked.renewAt(), now, checked.lockedUntil()));
    }

    private static List<Step> steps(Planned planned, Phase phase) {
        return phase.onEachNode()
                ? planned.nodes().stream().map(node -> Step.of(node.node())).toList()
                : List.of(Step.of(null));
    }

    Running reached(String node, long bytes, boolean done) {
        return withSteps(step -> isOf(step, node) ? step.reached(bytes, done) : step);
    }

    Running expecting(List<ExpectedTable> tables) {
        return with(new Found(tables, found.restored(), found.trouble())).reached(null, 0, true);
    }

    Running read(List<RestoredTable> tables) {
        return with(new Found(found.expected(), tables, found.trouble())).reached(null, 0, true);
    }

    Running retry(Step step, RestorePolicy policy, Instant now) {
        return withSteps(s -> s.equals(step) ? s.retry(policy.retryPause(), now) : s);
    }

    Running giveUp(Step step) {
        return withSteps(s -> s.equals(step) ? s.givenUp() : s);
    }

    boolean phaseIsOver() {
        return steps.stream().allMatch(Step::done);
    }

    /** The next phase; only after every node is done with this one. */
    Running next() {
        if (!phaseIsOver()) {
            throw new IllegalStateException(phase + " is not over");
        }
        boolean replays = request.command().pointInTime() != null;
        return in(phase == Phase.STAGE && !replays ? Phase.REPLAY.next() : phase.next());
    }

    /** Gives up: the folders go, and what happened is said. */
    Running fail(ProvisionError error) {
        var trouble = new ProvisionError(error.code(), error.message() + "; " + phase.touched(), error.target());
        return with(new Found(found.expected(), found.restored(), trouble)).in(Phase.CLEAR);
    }

    Running woken(Instant now, Instant nextRenewal) {
        var renewed = times.renewAt().isAfter(now) ? times.renewAt() : nextRenewal;
        return withTimes(new Times(times.begunAt(), renewed, times.saidAt(), times.lockedUntil()))
                .withSteps(step -> step.woken(now));
    }

    Running locked(Instant until) {
        return withTimes(new Times(times.begunAt(), times.renewAt(), times.saidAt(), until));
    }

    /** Its own folders it may remove whoever has the lock. */
    @Override
    public boolean mayAct(Instant now) {
        var until = times.lockedUntil();
        return phase == Phase.CLEAR
                || until == null
                || now.plus(CLOCKS_APART_MAX).isBefore(until);
    }

    Running said(Instant now) {
        return withTimes(new Times(times.begunAt(), times.renewAt(), now, times.lockedUntil()));
    }

    Outcome outcome() {
        return found.trouble() == null ? new Outcome.Completed(found.restored()) : new Outcome.Failed(found.trouble());
    }

    /** Fetched so far by all nodes. */
    public long bytesDone() {
        return phase == Phase.STAGE ? steps.stream().mapToLong(Step::bytesDone).sum() : planned.bytesTotal();
    }

    /** How long it still takes; null: cannot be said. */
    public Duration left(RestorePolicy.Rates rates, Instant now) {
        var elapsed = Duration.between(times.begunAt(), now);
        if (phase == Phase.STAGE) {
            var stage = Forecast.leftOfStage(bytesDone(), planned.bytesTotal(), elapsed);
            return stage == null
                    ? planned.forecast()
                    : stage.plus(Forecast.afterStage(planned.bytesOfSlowest(), rates));
        }
        var left = planned.forecast().minus(elapsed);
        return left.isNegative() ? null : left;
    }

    public int stepsDone() {
        return (int) steps.stream().filter(Step::done).count();
    }

    @Override
    public List<RestoreWork> openWork() {
        return steps.stream()
                .filter(Step::mayBegin)
                .<RestoreWork>map(
                        step -> new RestoreWork.Perform(request, planned.target(), phase, step, found.expected()))
                .toList();
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Stream.concat(
                        Stream.of(times.renewAt()),
                        steps.stream().filter(s -> s.retryAt() != null).map(Step::retryAt))
                .min(Instant::compareTo);
    }

    private static boolean isOf(Step step, String node) {
        return node == null ? step.node() == null : node.equals(step.node());
    }

    private Running in(Phase next) {
        return new Running(request, epoch, planned, next, steps(planned, next), found, times);
    }

    private Running withSteps(UnaryOperator<Step> change) {
        return new Running(
                request, epoch, planned, phase, steps.stream().map(change).toList(), found, times);
    }

    private Running with(Found changed) {
        return new Running(request, epoch, planned, phase, steps, changed, times);
    }

    private Running withTimes(Times changed) {
        return new Running(request, epoch, planned, phase, steps, found, changed);
    }
}
