package dev.aeneas.failover.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.failover.drill.schedule.DrillSchedule;
import java.time.Duration;
import java.time.Instant;

/**
 * A schedule of drills as it is shown; what does not apply is left out.
 *
 * @param nextDue of a paused one, when it would have come
 * @param lastDrill the drill that it asked for last
 * @param missed due times that passed while nobody was there, in all; {@code lastMissed} is the newest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DrillScheduleView(
        ClusterName cluster,
        String scheduleName,
        String cronExpression,
        String timeZone,
        String region,
        FaultKind by,
        boolean dry,
        Duration maxDuration,
        Duration hold,
        boolean failBack,
        Duration rto,
        Duration rpo,
        boolean workload,
        boolean paused,
        Instant nextDue,
        String lastDrill,
        long missed,
        Instant lastMissed) {

    static DrillScheduleView of(DrillSchedule schedule) {
        var plan = schedule.plan();
        var drill = plan.drill();
        return new DrillScheduleView(
                schedule.cluster(),
                schedule.name(),
                plan.cronExpression(),
                plan.timeZone(),
                drill.region(),
                drill.by(),
                drill.dry(),
                drill.maxDuration(),
                drill.hold(),
                drill.failBack(),
                drill.rto(),
                drill.rpo(),
                drill.workload(),
                !schedule.active(),
                schedule.nextDue(),
                schedule.lastDrill(),
                schedule.missed(),
                schedule.lastMissed());
    }
}
