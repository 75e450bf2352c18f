package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.drill.DrillProcess;
import dev.aeneas.backup.drill.DrillRun;
import dev.aeneas.backup.drill.OpenDrills;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The drills that the journal says are open. */
public final class JournaledDrills implements OpenDrills {
    private final Journal journal;

    public JournaledDrills(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Optional<String> of(ClusterName cluster) {
        return journal.open(DrillProcess.KIND).stream()
                .flatMap(id -> journal.load(new ProcessId(DrillProcess.KIND, id)).stream())
                .map(entry -> WireFormat.read(entry.state().getBytes(StandardCharsets.UTF_8), DrillRun.class))
                .filter(run -> !(run instanceof DrillRun.Ended))
                .filter(run -> run.request().cluster().equals(cluster))
                .map(run -> run.request().drillId())
                .findFirst();
    }
}
