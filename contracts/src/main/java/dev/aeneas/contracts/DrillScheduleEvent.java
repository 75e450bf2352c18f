package dev.aeneas.contracts;

import java.time.Instant;

/** What became of a schedule of rehearsals. */
public sealed interface DrillScheduleEvent extends FailoverEvent {
    String scheduleName();

    /**
     * A schedule is as it says now.
     *
     * @param nextDue of a paused one: when it would come
     */
    record DrillScheduleChanged(
            ClusterName cluster,
            String scheduleName,
            String cronExpression,
            String timeZone,
            String region,
            FaultKind by,
            boolean paused,
            Instant nextDue)
            implements DrillScheduleEvent {
        public DrillScheduleChanged {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
            Require.text("cronExpression", cronExpression);
            Require.text("timeZone", timeZone);
            Require.identifier("region", region);
            Require.present("by", by);
            Require.present("nextDue", nextDue);
        }
    }

    /** There is no such schedule any more. */
    record DrillScheduleDeleted(ClusterName cluster, String scheduleName) implements DrillScheduleEvent {
        public DrillScheduleDeleted {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
        }
    }

    /**
     * Due times passed and nobody was there to begin: a rehearsal is not made up for at a time that nobody chose.
     *
     * @param dueAt the newest of them
     * @param missed how many
     */
    record DrillMissed(ClusterName cluster, String scheduleName, Instant dueAt, int missed)
            implements DrillScheduleEvent {
        public DrillMissed {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
            Require.present("dueAt", dueAt);
            Require.positive("missed", missed);
        }
    }
}
