package dev.aeneas.backup.restore;

import dev.aeneas.platform.process.Fence;
import dev.aeneas.platform.process.Leadership;
import dev.aeneas.platform.process.OpenWorkFence;
import dev.aeneas.platform.process.ProcessId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says of a piece of a restore whether it may go on: while this replica leads, the piece is open, and the lock is the restore's. */
public final class RestoreFences {
    private final Function<ProcessId, Optional<RestoreRun>> newest;
    private final Leadership leadership;
    private final InstantSource clock;

    /** Takes restores as the journal has them at the moment of asking. */
    public RestoreFences(Function<ProcessId, Optional<RestoreRun>> newest, Leadership leadership, InstantSource clock) {
        this.newest = newest;
        this.leadership = leadership;
        this.clock = clock;
    }

    Fence of(ProcessId process, RestoreWork work) {
        return new OpenWorkFence(work, () -> open(process), leadership);
    }

    private List<RestoreWork> open(ProcessId process) {
        return newest.apply(process)
                .filter(run -> run.mayAct(clock.instant()))
                .map(RestoreRun::openWork)
                .orElse(List.of());
    }
}
