package dev.aeneas.backup.verification;

import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.backup.verification.Verification.Outcome;
import dev.aeneas.contracts.BackupCommand.VerifyBackup;
import dev.aeneas.contracts.BackupEvent.BackupCompleted;
import dev.aeneas.contracts.BackupEvent.BackupCopied;
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

/** The table of the {@code verification} process, one per backup and store: read back when it is complete there, and when asked to. */
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

    /**
     * The process of a backup in a store.
     *
     * @param store null: {@code default}
     */
    public static String id(ClusterName cluster, String backupId, String store) {
        return cluster + "/" + backupId + "/" + BackupStores.nameOf(store);
    }

    public static ProcessKind<Verification> kind(Policy policy) {
        var decide = new VerificationProcess(policy);
        return ProcessKind.of(NAME, Verification.class)
                .opens(BackupCompleted.class, e -> id(e.cluster(), e.backupId(), e.store()), decide::completed)
                .opens(BackupCopied.class, e -> id(e.cluster(), e.backupId(), e.copyTo()), decide::copied)
                .opens(VerifyBackup.class, c -> id(c.cluster(), c.backupId(), c.store()), decide::asked)
                .on(
                        BackupDeleted.class,
                        e -> id(e.cluster(), e.backupId(), e.store()),
                        (v, in) -> Decision.of(v.stopped()))
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
        var store = BackupStores.nameOf(backup.store());
        return begin(state, input.at(), policy.percent(), new Which(backup.cluster(), backup.backupId(), store));
    }

    private Decision<Verification> copied(Optional<Verification> state, Received<BackupCopied> input) {
        var copy = input.body();
        return begin(state, input.at(), policy.percent(), new Which(copy.cluster(), copy.backupId(), copy.copyTo()));
    }

    private Decision<Verification> asked(Optional<Verification> state, Received<VerifyBackup> input) {
        var command = input.body();
        int percent = command.percent() == null ? policy.percent() : command.percent();
        var store = BackupStores.nameOf(command.store());
        return begin(state, input.at(), percent, new Which(command.cluster(), command.backupId(), store));
    }

    /** What is being read is read to its end: asking meanwhile changes nothing. */
    private static Decision<Verification> begin(Optional<Verification> state, Instant now, int percent, Which which) {
        return Decision.of(state.map(v -> v.isReading() ? v : v.again(percent, now))
                .orElseGet(() -> Verification.begin(which.cluster(), which.backupId(), which.store(), percent, now)));
    }

    /** A backup in a store. */
    private record Which(ClusterName cluster, String backupId, String store) {}

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
                        Duration.between(state.since(), input.at()),
                        state.store())
                : new BackupCorrupt(state.cluster(), state.backupId(), outcome.corrupt(), state.store());
        return Decision.of(state.ended(outcome), said);
    }

    private Decision<Verification> failed(Verification state, Received<WorkFailed> input) {
        var failure = input.body();
        if (!state.openWork().contains(failure.work())) {
            return Decision.of(state);
        }
        boolean mayPass = !(failure.cause() instanceof BackupImpossible);
        if (mayPass && state.attempt() < policy.attemptsMax()) {
            return Decision.of(state.retry(input.at().plus(policy.retryPause())));
        }
        var error = error(failure, state);
        return Decision.of(
                state.ended(new Outcome(input.at(), 0, 0, 0, List.of(), failure.reason())),
                new BackupNotVerified(state.cluster(), state.backupId(), error, state.store()));
    }

    private static ProvisionError error(WorkFailed failure, Verification state) {
        if (failure.cause() instanceof BackupImpossible impossible) {
            return impossible.error();
        }
        return failure.cause() instanceof StoreFailure store
                ? store.error(state.store())
                : new ProvisionError("BackupNotVerified", failure.reason(), state.backupId());
    }
}
