package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.restore.OtherWork;
import dev.aeneas.backup.run.BackupRun;
import dev.aeneas.backup.run.Queued;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessId;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The backups that the journal says are under way at a cluster. */
public final class JournaledOtherWork implements OtherWork {
    private static final String BACKUP = "backup";

    private final Journal journal;

    public JournaledOtherWork(Journal journal) {
        this.journal = journal;
    }

    @Override
    public List<String> at(ClusterName cluster) {
        return journal.open(BACKUP).stream()
                .filter(id -> id.startsWith(cluster + "/"))
                .filter(this::copies)
                .map(id -> "backup " + id)
                .toList();
    }

    /** One that waits, or only clears snapshots, disturbs nobody. */
    private boolean copies(String id) {
        return journal.load(new ProcessId(BACKUP, id))
                .map(entry -> WireFormat.read(entry.state().getBytes(StandardCharsets.UTF_8), BackupRun.class))
                .filter(run -> run instanceof BackupRun.Open && !(run instanceof Queued))
                .isPresent();
    }
}
