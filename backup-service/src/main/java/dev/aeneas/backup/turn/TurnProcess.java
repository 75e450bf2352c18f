package dev.aeneas.backup.turn;

import dev.aeneas.backup.turn.Turns.Waiting;
import dev.aeneas.contracts.BackupEvent.TurnEnded;
import dev.aeneas.contracts.BackupEvent.TurnGranted;
import dev.aeneas.contracts.BackupEvent.TurnRefused;
import dev.aeneas.contracts.BackupEvent.TurnRequested;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import java.util.Optional;

/** The line as a table: one process per cluster. */
public final class TurnProcess {
    private final int waitingMax;

    private TurnProcess(int waitingMax) {
        this.waitingMax = waitingMax;
    }

    /**
     * The kind.
     *
     * @param waitingMax whoever asks when so many wait is refused
     */
    public static ProcessKind<Turns> kind(int waitingMax) {
        var decide = new TurnProcess(waitingMax);
        return ProcessKind.of("turns", Turns.class)
                .opens(TurnRequested.class, event -> event.cluster().value(), decide::requested)
                .on(TurnEnded.class, event -> event.cluster().value(), TurnProcess::ended)
                .closedWhen(Turns::idle)
                .build();
    }

    private Decision<Turns> requested(Optional<Turns> state, Received<TurnRequested> input) {
        var asked = new Waiting(input.body().holder(), input.at());
        var turns = state.orElseGet(() -> Turns.free(input.body().cluster()));
        if (turns.idle()) {
            return granted(turns.grant(asked));
        }
        if (turns.isTurnOf(asked.name())) {
            return granted(turns);
        }
        if (turns.waits(asked.name())) {
            return Decision.of(turns);
        }
        return turns.line().size() < waitingMax
                ? Decision.of(turns.append(asked))
                : Decision.of(turns, new TurnRefused(turns.cluster(), asked.name(), full(turns)));
    }

    private static Decision<Turns> ended(Turns turns, Received<TurnEnded> input) {
        var name = input.body().holder();
        if (!turns.isTurnOf(name)) {
            return Decision.of(turns.leave(name));
        }
        var next = turns.next();
        return next.idle() ? Decision.of(next) : granted(next);
    }

    private static Decision<Turns> granted(Turns turns) {
        return Decision.of(
                turns, new TurnGranted(turns.cluster(), turns.holder().name()));
    }

    private static String full(Turns turns) {
        return turns.line().size() + " wait already behind " + turns.holder().name() + ": ask again when some are done";
    }
}
