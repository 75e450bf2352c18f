package dev.aeneas.backup.restore;

import dev.aeneas.backup.pace.Paces;
import dev.aeneas.backup.restore.RestoreReport.MayBegin;
import dev.aeneas.backup.restore.RestoreReport.MayNotBegin;
import dev.aeneas.platform.process.Fence;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Worker;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Does the long work of restores, each piece behind a fence; every piece looks first at what an earlier attempt left. */
public final class RestoreWorker implements Worker<RestoreWork> {
    private final Planner planner;
    private final BiFunction<ProcessId, RestoreWork, Fence> fences;
    private final Function<Fence, RestorePhases> phases;

    /** A managed cluster as a restore needs it. */
    public record Cluster(
            RestoreNodes nodes, RestoreTables tables, Optional<Digests> digests, Optional<ReplayLog> log, Paces paces) {
        /** Its clients never come first. */
        public Cluster(RestoreNodes nodes, RestoreTables tables, Optional<Digests> digests, Optional<ReplayLog> log) {
            this(nodes, tables, digests, log, Paces.NONE);
        }
    }

    /** What says which rows are there, in files and in tables; without it rows are counted only. */
    public record Digests(DigestFiles files, DigestTables tables) {}

    /** Without a fence. */
    public RestoreWorker(
            Cluster cluster, Planner planner, ReadBackup backups, RestorePolicy policy, InstantSource clock) {
        this(
                planner,
                fence -> new RestorePhases(Fenced.cluster(cluster, fence), backups, policy, clock),
                (process, work) -> Fence.OPEN);
    }

    private RestoreWorker(
            Planner planner, Function<Fence, RestorePhases> phases, BiFunction<ProcessId, RestoreWork, Fence> fences) {
        this.planner = planner;
        this.phases = phases;
        this.fences = fences;
    }

    /** The same, behind these. */
    public RestoreWorker behind(RestoreFences others) {
        return new RestoreWorker(planner, phases, others::of);
    }

    @Override
    public RestoreReport perform(ProcessId process, RestoreWork work) throws Exception {
        if (work instanceof RestoreWork.Check check) {
            var preview = planner.preview(check.request());
            return preview.violations().isEmpty()
                    ? new MayBegin(preview.planned())
                    : new MayNotBegin(preview.kind(), preview.violations());
        }
        return phases.apply(fences.apply(process, work)).perform((RestoreWork.Perform) work);
    }
}
