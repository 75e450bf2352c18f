package dev.aeneas.failover.drill;

import dev.aeneas.contracts.DrillEvent.DrillProgressed;
import dev.aeneas.contracts.FailoverCommand.AbortDrill;
import dev.aeneas.contracts.FailoverEvent.FailoverCompleted;
import dev.aeneas.contracts.FailoverEvent.FailoverFailed;
import dev.aeneas.contracts.FailoverEvent.RegionDegraded;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FailoverEvent.RegionRecovered;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.ProvisioningCommand.UndoFault;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.FaultUndone;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.failover.drill.Drill.Phase;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import java.time.Instant;

/** How a drill goes on from phase to phase; every way out gives the region back. */
final class DrillCourse {
    private final DrillSettings settings;
    private final DrillFailback failback;
    private final DrillCounting counting;
    private final DrillOpening opening;
    private final DrillEnd end;

    DrillCourse(DrillSettings settings) {
        this.settings = settings;
        end = new DrillEnd(settings);
        failback = new DrillFailback(settings, end);
        counting = new DrillCounting(settings);
        opening = new DrillOpening(counting);
    }

    DrillOpening opening() {
        return opening;
    }

    DrillCounting counting() {
        return counting;
    }

    DrillFailback failback() {
        return failback;
    }

    /** Provisioning would not lose the region: nothing was touched; or it knows of nothing to give back. */
    Decision<Drills> refused(Drills drills, Received<ProvisioningRefused> in) {
        var drill = drills.active();
        if (!drill.plan().drillId().equals(in.body().reference())) {
            return Decision.of(drills);
        }
        return switch (drill.phase()) {
            case ASKING, INJECTING ->
                DrillOpening.refuse(drills, drill, in.body().violations(), in.at());
            case UNDOING -> end.close(drills, drill, in.at());
            default -> Decision.of(drills);
        };
    }

    Decision<Drills> completed(Drills drills, Received<FailoverCompleted> in) {
        var drill = drills.active();
        if (!in.body().runId().equals(drill.run()) || drill.phase() != Phase.LOST) {
            return Decision.of(drills);
        }
        return counting.through(drills, drill.reached(Moment.FAILED_OVER, in.at()), in.at());
    }

    Decision<Drills> failed(Drills drills, Received<FailoverFailed> in) {
        var drill = drills.active();
        if (!in.body().runId().equals(drill.run())) {
            return Decision.of(drills);
        }
        var failed = drill.fault("the failover failed: " + in.body().error().message());
        return drill.holdsTheRegion() ? giveBack(drills, failed, in.at()) : Decision.of(drills.with(failed));
    }

    Decision<Drills> abort(Drills drills, Received<AbortDrill> in) {
        var command = in.body();
        var drill = drills.running()
                .filter(active -> active.plan().drillId().equals(command.drillId()))
                .orElse(null);
        if (drill == null) {
            return Decision.of(
                    drills,
                    drills.find(command.drillId()).isPresent()
                            ? DrillDecisions.refused(
                                    command.cluster(), command, command.drillId(), "drillId", "must run; it is over")
                            : DrillDecisions.unknown(command.cluster(), command, command.drillId()));
        }
        var aborted = drill.abort(command.reason());
        return switch (drill.phase()) {
            case LOOKING, ASKING, WARMING, RECOUNTING -> DrillEnd.end(drills, aborted, in.at());
            default -> drill.holdsTheRegion() ? giveBack(drills, aborted, in.at()) : Decision.of(drills.with(aborted));
        };
    }

    Decision<Drills> wake(Drills drills, Received<Wake> in) {
        var drill = drills.active();
        // a timer may be a little early
        var now = in.body().due().isAfter(in.at()) ? in.body().due() : in.at();
        if (drill == null || drill.wakeAt() == null || now.isBefore(drill.wakeAt())) {
            return Decision.of(drills);
        }
        return switch (drill.phase()) {
            case LOOKING -> DrillEnd.end(drills, drill.fault("nobody could look at the cluster in time"), now);
            case ASKING ->
                DrillEnd.end(drills, drill.fault("nobody said in time whether the region could be lost"), now);
            case WARMING -> counting.inject(drills, drill);
            case INJECTING -> giveBack(drills, drill.fault("the region was not lost in time"), now);
            case LOST -> giveBack(drills, drill.fault(whatNeverCame(drill)), now);
            case COUNTING -> counting.hold(drills, drill.note("rows were not counted in time"), now);
            case HOLDING -> giveBack(drills, drill, now);
            case UNDOING -> askForTheRegion(drills, drill, now);
            case RETURNING ->
                end.close(drills, drill.fault("nobody saw the region back within " + settings.returning()), now);
            case FAILING_BACK -> failback.wake(drills, drill, now);
            case SETTLING -> end.close(drills, drill.reached(Moment.SETTLED, now), now);
            case RECOUNTING -> DrillEnd.end(drills, drill.note("rows were not counted once more in time"), now);
            case ENDED, REFUSED -> Decision.of(drills);
        };
    }

    /** Also when nobody here asked for it: provisioning does it at the end of the time by itself. */
    Decision<Drills> undone(Drills drills, Received<FaultUndone> in) {
        var drill = drills.active();
        boolean known = drill.phase() == Phase.RETURNING
                || drill.phase() == Phase.FAILING_BACK
                || drill.phase() == Phase.SETTLING
                || drill.phase() == Phase.RECOUNTING;
        if (!drill.plan().drillId().equals(in.body().faultId()) || known) {
            return Decision.of(drills);
        }
        var early = drill.holdsTheRegion() && drill.phase() != Phase.HOLDING && drill.phase() != Phase.COUNTING;
        var back = (early
                        ? drill.fault("the region was given back: " + in.body().reason())
                        : drill)
                .reached(Moment.BACK, in.at());
        boolean seen = drill.noticed().isEmpty() || drill.at(Moment.RECOVERED).isPresent();
        return seen
                ? failback.begin(drills, back, in.at())
                : DrillEnd.go(drills, back.in(Phase.RETURNING, in.at().plus(settings.returning())));
    }

    Decision<Drills> recovered(Drills drills, Received<RegionRecovered> in) {
        var drill = drills.active();
        boolean ours = drill.plan().region().equals(in.body().region())
                && (drill.phase() == Phase.UNDOING || drill.phase() == Phase.RETURNING);
        if (!ours) {
            return Decision.of(drills);
        }
        var recovered = drill.reached(Moment.RECOVERED, in.at());
        return drill.phase() == Phase.RETURNING
                ? failback.begin(drills, recovered, in.at())
                : Decision.of(drills.with(recovered));
    }

    /** Another region is lost for real: what was lost on purpose is needed now. And what was well has to stay so. */
    Decision<Drills> down(Drills drills, Received<RegionDown> in) {
        var drill = drills.active();
        var region = in.body().region();
        if (drill.phase() == Phase.SETTLING) {
            return end.close(
                    drills, drill.fault("it did not stay well: region " + region + " was called down"), in.at());
        }
        if (drill.plan().region().equals(region)) {
            return drill.holdsTheRegion()
                    ? Decision.of(drills.with(drill.reached(Moment.DOWN, in.at())))
                    : Decision.of(drills);
        }
        var worse = drill.fault("region " + region + " was lost too, and not by this drill");
        return drill.holdsTheRegion() ? giveBack(drills, worse, in.at()) : Decision.of(drills.with(worse));
    }

    Decision<Drills> degraded(Drills drills, Received<RegionDegraded> in) {
        var drill = drills.active();
        if (drill.phase() == Phase.SETTLING) {
            return end.close(
                    drills,
                    drill.fault("it did not stay well: writes in region "
                            + in.body().region() + " failed"),
                    in.at());
        }
        boolean ours =
                drill.holdsTheRegion() && drill.plan().region().equals(in.body().region());
        return ours ? Decision.of(drills.with(drill.reached(Moment.DEGRADED, in.at()))) : Decision.of(drills);
    }

    Decision<Drills> deleted(Drills drills, Received<ClusterDeleted> in) {
        return DrillEnd.end(drills, drills.active().abort("the cluster was deleted"), in.at());
    }

    private Decision<Drills> giveBack(Drills drills, Drill drill, Instant now) {
        var undoing = drill.reached(Moment.UNDOING, now);
        var said = new DrillProgressed(drills.cluster(), drill.plan().drillId(), Phase.UNDOING.name());
        return askForTheRegion(drills, undoing, now).and(said);
    }

    private Decision<Drills> askForTheRegion(Drills drills, Drill drill, Instant now) {
        return Decision.of(
                drills.with(drill.in(Phase.UNDOING, now.plus(settings.undoRetry()))),
                new UndoFault(drills.cluster(), drill.plan().drillId()));
    }

    private static String whatNeverCame(Drill drill) {
        if (drill.noticed().isEmpty()) {
            return drill.plan().by() == FaultKind.GRAY
                    ? "nobody saw that writes in the region failed"
                    : "the region was never called down";
        }
        return drill.at(Moment.SHIFTED).isEmpty()
                ? "no failover began"
                : "the failover was not through when the time was up";
    }
}
