package dev.aeneas.provisioning.operation;

import java.time.Instant;

/**
 * A phase of an operation with its times.
 *
 * @param startedAt null: not yet
 * @param endedAt null: not yet
 */
public record PhaseRun(Phase phase, Instant startedAt, Instant endedAt) {
    public static PhaseRun pending(Phase phase) {
        return new PhaseRun(phase, null, null);
    }

    PhaseRun started(Instant now) {
        return new PhaseRun(phase, now, null);
    }

    PhaseRun ended(Instant now) {
        return new PhaseRun(phase, startedAt, now);
    }
}
