package dev.aeneas.backup.verification;

import dev.aeneas.backup.verification.Verification.Outcome;
import dev.aeneas.contracts.BackupCommand.VerifyBackup;
import dev.aeneas.contracts.BackupEvent.BackupCompleted;
import dev.aeneas.contracts.BackupEvent.BackupCorrupt;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import dev.aeneas.contracts.BackupEvent.BackupNotVerified;
import dev.aeneas.contracts.BackupEvent.BackupVerified;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of the {@code verification} process, one per backup: read back when it is complete, and when asked to. */
public final class VerificationProcess {
    public static final String NAME = "verification";

    private final Policy policy;

    private VerificationProcess(Policy policy) {
        this.policy = policy;
    }

    /**
     * How backups are verified.
     *
     * @param percent of a new backup's contents
     * @param attemptsMax of reading, until it is said that nobody knows
     */
    public record Policy(int percent, int attemptsMax, Duration retryPause) {}

    /** What reading back found. */
    record Found(Outcome outcome) {}

    public static String id(ClusterName cluster, String backupId) {
        return cluster + "/" + backupId;
    }

    public static ProcessKind<Verification> kind(Policy policy) {
        var decide = new VerificationProcess(policy);
        return ProcessKind.of(NAME, Verification.class)
                .opens(BackupCompleted.class, e -> id(e.cluster(), e.backupId()), decide::completed)
                .opens(VerifyBackup.class, c -> id(c.cluster(), c.backupId()), decide::asked)
                .on(BackupDeleted.class, e -> id(e.cluster(), e.backupId()), (v, in) -> Decision.of(v.stopped()))
                .onReport(Found.class, VerificationProcess::found)
                .onReport(WorkFailed.class, decide::failed)
                .onReport(Wake.class, (v, in) -> Decision.of(in.body().due().equals(v.retryAt()) ? v.woken() : v))
                .work(Verification::openWork)
                .wakeAt(Verification::wakeAt)
                .closedWhen(v -> !v.isReading())
                .build();
    }

    private Decision<Verification> completed(Optional<Verification> state, Received<BackupCompleted> input) {
        var backup = input.body();
        return begin(state, backup.cluster(), backup.backupId(), policy.percent(), input.at());
    }

    private Decision<Verification> asked(Optional<Verification> state, Received<VerifyBackup> input) {
        var command = input.body();
        int percent = command.percent() == null ? policy.percent() : command.percent();
        return begin(state, command.cluster(), command.backupId(), percent, input.at());
    }

    /** What is being read is read to its end: asking meanwhile changes nothing. */
    private static Decision<Verification> begin(
            Optional<Verification> state, ClusterName cluster, String backupId, int percent, Instant now) {
        return Decision.of(state.map(v -> v.isReading() ? v : v.again(percent, now))
                .orElseGet(() -> Verification.begin(cluster, backupId, percent, now)));
    }

    private static Decision<Verification> found(Verification state, Received<Found> input) {
        if (!state.isReading()) {
            return Decision.of(state);
        }
        var outcome = input.body().outcome();
        Message said = outcome.isWell()
                ? new BackupVerified(
                        state.cluster(),
                        state.backupId(),
                        outcome.filesRead(),
                        outcome.filesTotal(),
                        outcome.bytesRead(),
                        Duration.between(state.since(), input.at()))
                : new BackupCorrupt(state.cluster(), state.backupId(), outcome.corrupt());
        return Decision.of(state.ended(outcome), said);
    }

    private Decision<Verification> failed(Verification state, Received<WorkFailed> input) {
        var failure = input.body();
        if (!state.openWork().contains(failure.work())) {
            return Decision.of(state);
        }
        if (state.attempt() < policy.attemptsMax()) {
            return Decision.of(state.retry(input.at().plus(policy.retryPause())));
        }
        var error = new ProvisionError("BackupNotVerified", failure.reason(), state.backupId());
        return Decision.of(
                state.ended(new Outcome(input.at(), 0, 0, 0, List.of(), failure.reason())),
                new BackupNotVerified(state.cluster(), state.backupId(), error));
    }
}
