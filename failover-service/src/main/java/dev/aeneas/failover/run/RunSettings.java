package dev.aeneas.failover.run;

import dev.aeneas.failover.move.MoveSettings;
import java.time.Duration;

/**
 * The bounds of a failover run.
 *
 * @param block after a run ended, the next one needs a person's word for so long
 * @param growth how long the standby may take to grow
 * @param scaleRetry pause before scaling is asked again, when another topology change holds the cluster
 * @param repair attempts and the pause between them
 * @param move of planned moves
 */
public record RunSettings(
        Duration block, Duration growth, Duration scaleRetry, RepairSettings repair, MoveSettings move) {
    public static final RunSettings DEFAULT = new RunSettings(
            Duration.ofHours(1),
            Duration.ofMinutes(30),
            Duration.ofSeconds(2),
            new RepairSettings(3, Duration.ofSeconds(5)),
            MoveSettings.DEFAULT);

    /** Repair inside the standby. */
    public record RepairSettings(int attempts, Duration pause) {}
}
