package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.restore.Ended;
import dev.aeneas.backup.restore.LearntRates;
import dev.aeneas.backup.restore.LearntRates.Measured;
import dev.aeneas.backup.restore.Outcome;
import dev.aeneas.backup.restore.RestorePolicy.Rates;
import dev.aeneas.backup.restore.RestoreProcess;
import dev.aeneas.backup.restore.RestoreRates;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessId;
import java.time.Duration;
import java.util.stream.Stream;

/** Rates learnt from the restores in the journal, drills among them; what was never measured is as it is set. */
public final class JournaledRates implements RestoreRates {
    private final Journal journal;
    private final JournaledRestores restores;
    private final Rates set;

    public JournaledRates(Journal journal, Rates set) {
        this.journal = journal;
        this.restores = new JournaledRestores(journal);
        this.set = set;
    }

    @Override
    public Rates now() {
        return LearntRates.of(
                set,
                journal.all(RestoreProcess.KIND).stream()
                        .flatMap(this::measured)
                        .toList());
    }

    private Stream<Measured> measured(String id) {
        return restores
                .apply(new ProcessId(RestoreProcess.KIND, id))
                .filter(Ended.class::isInstance)
                .map(Ended.class::cast)
                .filter(run -> run.outcome() instanceof Outcome.Completed && run.planned() != null)
                .map(run -> new Measured(
                        run.planned().bytesOfSlowest(),
                        Duration.between(run.request().requestedAt(), run.endedAt()),
                        run.endedAt()))
                .stream();
    }
}
