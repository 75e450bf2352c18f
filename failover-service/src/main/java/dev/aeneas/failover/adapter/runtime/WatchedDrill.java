package dev.aeneas.failover.adapter.runtime;

import dev.aeneas.failover.drill.Acknowledged;
import dev.aeneas.failover.drill.Drill;
import dev.aeneas.failover.drill.DrillProcess;
import dev.aeneas.failover.drill.Drills;
import dev.aeneas.failover.drill.RowCount;
import dev.aeneas.failover.drill.Workload;
import dev.aeneas.failover.drill.Workload.Watched;
import dev.aeneas.failover.drill.Workload.Wrote;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A drill as the journal has it; while the store is away, rows go on being written for the drill as last known. */
final class WatchedDrill implements Watched {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedDrill.class);

    private final ProcessEngine engine;
    private final ProcessKind<Drills> kind;
    private final Workload work;
    private Optional<Drill> last = Optional.empty();

    WatchedDrill(ProcessEngine engine, ProcessKind<Drills> kind, Workload work) {
        this.engine = engine;
        this.kind = kind;
        this.work = work;
    }

    @Override
    public Optional<Drill> now() {
        try {
            last = engine.find(kind, work.cluster().value()).flatMap(drills -> drills.find(work.drillId()));
        } catch (Journal.Unavailable e) {
            LOG.warn("The drill is as last known: {}", e.getMessage());
        }
        return last;
    }

    @Override
    public void tell(Acknowledged written) {
        try {
            tell(written, null);
        } catch (Journal.Unavailable e) {
            LOG.warn("What was acknowledged is told later: {}", e.getMessage());
        }
    }

    @Override
    public void tell(Acknowledged written, RowCount count) {
        engine.report(
                new ProcessId(DrillProcess.NAME, work.cluster().value()),
                "rows:" + work.drillId() + "/" + UUID.randomUUID(),
                new Wrote(work.drillId(), written, count));
    }
}
