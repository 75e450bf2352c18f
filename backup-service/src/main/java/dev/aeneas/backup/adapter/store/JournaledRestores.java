package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.restore.RestoreRun;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** Restores as the journal has them now. */
public final class JournaledRestores implements Function<ProcessId, Optional<RestoreRun>> {
    private final Journal journal;

    public JournaledRestores(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Optional<RestoreRun> apply(ProcessId process) {
        return journal.load(process)
                .map(entry -> WireFormat.read(entry.state().getBytes(StandardCharsets.UTF_8), RestoreRun.class));
    }
}
