package dev.aeneas.backup.pace;

import java.time.Duration;
import java.time.Instant;

/**
 * The pace of a copy on one node at a moment, and what the next one follows from.
 *
 * @param rate bytes per second
 * @param suffered the rate at which something suffered last; 0: nothing has so far
 * @param compactionsUsual that many wait whatever the copy does
 * @param slowdowns how often the rate was lowered because something suffered
 */
record Pacing(
        long rate,
        PaceReason reason,
        long suffered,
        int compactionsUsual,
        int slowdowns,
        Latency latency,
        Looks looks) {

    /**
     * How long clients wait without the copy, as {@link Looks#latency} has it.
     *
     * @param usual null: not known
     * @param learntAt null: never, or there were no clients since
     * @param learningSince null: it is not being learnt now
     * @param resume the rate to go on with after it was learnt
     */
    record Latency(Duration usual, Instant learntAt, Instant learningSince, long resume) {
        static final Latency UNKNOWN = new Latency(null, null, null, 0);

        Latency learn(Instant now, long resumeWith) {
            return new Latency(usual, learntAt, now, resumeWith);
        }

        Latency learnt(Duration seen, Instant now) {
            return new Latency(usual == null || seen == null ? seen : believed(seen), now, null, resume);
        }

        /** A few seconds may have been bad ones, by chance, but not good ones: less is believed at once, more by half. */
        private Duration believed(Duration seen) {
            return seen.compareTo(usual) < 0 ? seen : usual.plus(seen).dividedBy(2);
        }
    }

    /** Whoever begins has seen nothing. */
    static Pacing begin(long rate) {
        return new Pacing(rate, PaceReason.LEARNING, 0, 0, 0, Latency.UNKNOWN, Looks.NONE);
    }

    Pacing saw(Looks now) {
        return new Pacing(rate, reason, suffered, compactionsUsual, slowdowns, latency, now);
    }

    Pacing at(long nextRate, PaceReason why) {
        return new Pacing(nextRate, why, suffered, compactionsUsual, slowdowns, latency, looks);
    }

    /** What was seen at another rate says nothing of this one. */
    Pacing slower(long nextRate, PaceReason why) {
        boolean lower = nextRate < rate;
        return new Pacing(
                nextRate,
                why,
                lower ? rate : suffered,
                compactionsUsual,
                lower ? slowdowns + 1 : slowdowns,
                latency,
                looks.anew());
    }

    Pacing with(Latency known) {
        return new Pacing(rate, reason, suffered, compactionsUsual, slowdowns, known, looks);
    }

    Pacing withUsualCompactions(int pending) {
        return new Pacing(rate, reason, suffered, pending, slowdowns, latency, looks);
    }
}
