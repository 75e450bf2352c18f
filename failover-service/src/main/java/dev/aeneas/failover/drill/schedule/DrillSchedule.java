package dev.aeneas.failover.drill.schedule;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DrillScheduleEvent.DrillScheduleChanged;
import dev.aeneas.contracts.FailoverCommand.PutDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.StartDrill;
import java.time.Instant;

/**
 * A schedule of drills.
 *
 * @param plan as it was put last
 * @param nextDue asked for when it comes, and only then replaced by a later one; of a paused one, when it would have come
 * @param lastDrill id of the drill that it asked for last; null: none yet
 * @param lastMissed the newest due time that passed with nobody there; null: none yet
 * @param missed how many did so far
 */
public record DrillSchedule(
        PutDrillSchedule plan, Standing standing, Instant nextDue, String lastDrill, Instant lastMissed, long missed) {
    /** A deleted one comes back when it is put again. */
    public enum Standing {
        ACTIVE,
        PAUSED,
        DELETED
    }

    static DrillSchedule of(PutDrillSchedule plan, Instant nextDue) {
        return new DrillSchedule(plan, Standing.ACTIVE, nextDue, null, null, 0);
    }

    public ClusterName cluster() {
        return plan.cluster();
    }

    public String name() {
        return plan.scheduleName();
    }

    public boolean exists() {
        return standing != Standing.DELETED;
    }

    public boolean active() {
        return standing == Standing.ACTIVE;
    }

    DueTimes dueTimes() {
        return DueTimes.parse(plan.cronExpression(), plan.timeZone());
    }

    DrillSchedule replaced(PutDrillSchedule changed, Instant due) {
        return new DrillSchedule(changed, standing, due, lastDrill, lastMissed, missed);
    }

    DrillSchedule in(Standing next, Instant due) {
        return new DrillSchedule(plan, next, due, lastDrill, lastMissed, missed);
    }

    DrillSchedule began(StartDrill drill, Instant due) {
        return new DrillSchedule(plan, standing, due, drill.drillId(), lastMissed, missed);
    }

    DrillSchedule missed(int count, Instant newest, Instant due) {
        return new DrillSchedule(plan, standing, due, lastDrill, newest, missed + count);
    }

    /** The drill of a due time: always the same one, however often it is asked for. */
    StartDrill drillAt(Instant due) {
        var drill = plan.drill();
        return new StartDrill(
                cluster(),
                name() + "-" + due,
                drill.region(),
                drill.by(),
                drill.dry(),
                drill.maxDuration(),
                drill.hold(),
                drill.failBack(),
                drill.rto(),
                drill.rpo(),
                drill.workload());
    }

    DrillScheduleChanged said() {
        return new DrillScheduleChanged(
                cluster(),
                name(),
                plan.cronExpression(),
                plan.timeZone(),
                plan.drill().region(),
                plan.drill().by(),
                !active(),
                nextDue);
    }
}
