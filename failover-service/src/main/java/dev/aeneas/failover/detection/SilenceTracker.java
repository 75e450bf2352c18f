package dev.aeneas.failover.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one observer knows of one datacenter: rounds of probes in, sightings worth publishing out.
 *
 * <p>Rounds overlap, since a silent one ends only at its bound, and may end out of order. A round counts as silent only
 * when no later one was answered. May be used by several threads.
 */
public final class SilenceTracker {
    private final DetectionParameters.Probing probing;
    private final int urgentRounds;
    private long lastAnsweredRound = -1;
    private Instant lastAnswerAt;
    private int silentRounds;
    private Sighting published;

    public SilenceTracker(DetectionParameters parameters) {
        this.probing = parameters.probing();
        // until then a round can decide something; afterwards a dead datacenter costs no more words than a living one
        this.urgentRounds = parameters.silentRoundsUntilAsking() + 1;
    }

    /** What is worth telling. */
    public record Sighting(long round, int answering, int total, int silentRounds, Instant lastAnswerAt, Instant at) {}

    /** A round that is over. */
    public record Round(long number, Instant startedAt, Instant endedAt, int answering, int total) {
        /** The observer itself was paused: what it did not hear meanwhile proves nothing. */
        boolean isVoid(DetectionParameters.Probing probing) {
            var bound = probing.bound().plus(probing.interval());
            return Duration.between(startedAt, endedAt).compareTo(bound) > 0;
        }
    }

    /** An answer to a round, told at once, also when it comes after the round's end: a sign of life need not wait for silent nodes. */
    public synchronized Optional<Sighting> answered(long round, int total, Instant at) {
        boolean endsSilence = silentRounds > 0 && round > lastAnsweredRound;
        remember(round, at);
        return endsSilence ? tell(new Sighting(round, 1, total, 0, lastAnswerAt, at)) : Optional.empty();
    }

    /** The end of a round. */
    public synchronized Optional<Sighting> ended(Round round) {
        if (round.answering() > 0) {
            remember(round.number(), round.endedAt());
        } else if (round.isVoid(probing) || round.number() < lastAnsweredRound) {
            return Optional.empty();
        } else {
            silentRounds++;
        }
        var sighting = new Sighting(
                round.number(), round.answering(), round.total(), silentRounds, lastAnswerAt, round.endedAt());
        return isNews(sighting) ? tell(sighting) : Optional.empty();
    }

    /** Nothing more is to be decided of it but that it is back: one node at a time is asked for that. */
    public synchronized boolean isSilentForLong() {
        return silentRounds > urgentRounds;
    }

    private void remember(long round, Instant at) {
        if (round >= lastAnsweredRound) {
            lastAnsweredRound = round;
            lastAnswerAt = at;
            silentRounds = 0;
        }
    }

    private boolean isNews(Sighting sighting) {
        return published == null
                || (sighting.silentRounds() > 0 && sighting.silentRounds() <= urgentRounds)
                || !sighting.at().isBefore(published.at().plus(probing.heartbeat()));
    }

    private Optional<Sighting> tell(Sighting sighting) {
        published = sighting;
        return Optional.of(sighting);
    }
}
