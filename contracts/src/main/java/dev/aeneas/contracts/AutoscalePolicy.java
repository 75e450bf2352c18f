package dev.aeneas.contracts;

import java.time.Duration;
import java.util.List;

/**
 * How a datacenter follows its load: never below one bound nor above the other, one row of racks at a time.
 *
 * <p>Only what cannot be read is refused here; scaling-service checks the rest and names every rule that is broken.
 *
 * @param nodeCountMin a multiple of the racks, and at least the replication factor
 * @param nodeCountMax a multiple of the racks
 * @param targetCpuPercent of the nodes' own cores; it grows above this; null: CPU does not matter
 * @param targetLoadBytes of tables on the fullest node; it grows above this; null: they do not matter
 * @param cooldown after the end of a run or its refusal, before the next decision; null: ten minutes
 * @param windows when something may be decided; empty: always
 * @param timeZone of the windows, an IANA name; null: UTC
 */
public record AutoscalePolicy(
        Integer nodeCountMin,
        Integer nodeCountMax,
        Integer targetCpuPercent,
        Long targetLoadBytes,
        Duration cooldown,
        List<Window> windows,
        String timeZone) {
    private static final Duration COOLDOWN_DEFAULT = Duration.ofMinutes(10);

    public AutoscalePolicy {
        cooldown = cooldown == null ? COOLDOWN_DEFAULT : cooldown;
        windows = Require.list("windows", windows);
        timeZone = timeZone == null ? "UTC" : timeZone;
    }

    /**
     * A time that comes again and again.
     *
     * @param cronExpression when it opens: five Unix fields
     * @param duration how long it stays open
     */
    public record Window(String cronExpression, Duration duration) {}
}
