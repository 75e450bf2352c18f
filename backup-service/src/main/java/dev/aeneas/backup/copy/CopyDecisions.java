package dev.aeneas.backup.copy;

import dev.aeneas.backup.copy.CopyRun.Copied;
import dev.aeneas.backup.copy.CopyRun.Copying;
import dev.aeneas.backup.refusal.Refusals;
import dev.aeneas.backup.refusal.StoreRules;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.contracts.BackupCommand.CopyBackup;
import dev.aeneas.contracts.BackupEvent.BackupCopied;
import dev.aeneas.contracts.BackupEvent.BackupCopyFailed;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import java.util.Optional;
import java.util.Set;

/** What a copy makes of commands, its worker's reports and retention. */
final class CopyDecisions {
    /** What may be otherwise at the next try; a corrupt object stays corrupt. */
    private static final Set<StoreFailure.Kind> MAY_PASS =
            Set.of(StoreFailure.Kind.STORE_UNAVAILABLE, StoreFailure.Kind.STORE_FULL);

    private final Set<String> stores;
    private final CopyPolicy policy;

    CopyDecisions(Set<String> stores, CopyPolicy policy) {
        this.stores = stores;
        this.policy = policy;
    }

    /** Asking again is harmless; after a failure, or when the copy was deleted, it begins again. */
    Decision<CopyRun> copy(Optional<CopyRun> state, Received<CopyBackup> input) {
        var command = input.body();
        var violations = StoreRules.check(BackupStores.nameOf(command.store()), command.copyTo(), stores);
        if (!violations.isEmpty()) {
            var refusals = new Refusals(command.cluster(), CopyBackup.class, command.backupId());
            return Decision.of(state.orElse(null), refusals.because(Kind.INVALID, violations));
        }
        var request = CopyRequest.of(command, input.at());
        return Decision.of(state.map(run -> again(run, request)).orElseGet(() -> Copying.begin(request)));
    }

    private static CopyRun again(CopyRun run, CopyRequest request) {
        return run instanceof Copying || run instanceof Copied ? run : run.again(request);
    }

    Decision<CopyRun> copied(CopyRun run, Received<CopyReport> input) {
        if (!(run instanceof Copying copying)) {
            return Decision.of(run);
        }
        var copied = copying.copied(input.body(), input.at());
        return Decision.of(copied, event(copied));
    }

    Decision<CopyRun> failed(CopyRun run, Received<WorkFailed> input) {
        var failure = input.body();
        if (!(run instanceof Copying copying) || !copying.openWork().contains(failure.work())) {
            return Decision.of(run);
        }
        if (copying.tries() < policy.attemptsMax() && mayPass(failure.cause())) {
            return Decision.of(copying.retry(policy, input.at()));
        }
        var request = run.request();
        var failed = copying.fail(error(failure, request), input.at());
        return Decision.of(
                failed,
                new BackupCopyFailed(
                        request.cluster(), request.backupId(), request.store(), request.copyTo(), failed.error()));
    }

    private static boolean mayPass(Exception cause) {
        return cause instanceof StoreFailure store
                ? MAY_PASS.contains(store.kind())
                : !(cause instanceof BackupImpossible);
    }

    private static ProvisionError error(WorkFailed failure, CopyRequest request) {
        if (failure.cause() instanceof BackupImpossible impossible) {
            return impossible.error();
        }
        return failure.cause() instanceof StoreFailure store
                ? store.error(request.copyTo())
                : new ProvisionError("BackupCopyFailed", failure.reason(), request.copyTo());
    }

    Decision<CopyRun> woken(CopyRun run, Received<Wake> input) {
        return Decision.of(
                run instanceof Copying copying ? copying.woken(input.body().due()) : run);
    }

    Decision<CopyRun> deleted(CopyRun run, Received<BackupDeleted> input) {
        return Decision.of(run instanceof Copied copied ? copied.gone(input.at()) : run);
    }

    private static BackupCopied event(Copied run) {
        var request = run.request();
        return new BackupCopied(
                request.cluster(),
                request.backupId(),
                request.store(),
                request.copyTo(),
                run.location(),
                run.totals().objects(),
                run.totals().bytes(),
                run.totals().bytesSent(),
                run.took());
    }
}
