package dev.aeneas.failover.detection;

import java.time.Duration;

/** Every parameter of detection in one place, with the bounds that follow from them. */
public record DetectionParameters(Probing probing, Voting voting, Electorate electorate) {

    public static final DetectionParameters DEFAULT = new DetectionParameters(
            new Probing(Duration.ofMillis(250), Duration.ofMillis(600), Duration.ofMillis(500)),
            new Voting(3, Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofMillis(1500)),
            new Electorate(3, Duration.ofMinutes(10), Duration.ofSeconds(1)));

    /**
     * What an observer does.
     *
     * @param interval from the start of one round of probes to the start of the next
     * @param bound for a node to answer; a round ends no later
     * @param heartbeat between two observations of a datacenter where nothing changes
     */
    public record Probing(Duration interval, Duration bound, Duration heartbeat) {
        public Probing {
            requirePositive("interval", interval);
            requirePositive("bound", bound);
            requirePositive("heartbeat", heartbeat);
        }
    }

    /**
     * When a vote is cast and what makes it a verdict.
     *
     * @param silentRounds in a row until an observer votes "unreachable"
     * @param hold how much longer the silence must last, at each voter of the quorum, until the region is down
     * @param recoveryHold how long every vote must say "reachable" until a region that was down counts as back
     * @param expiry a vote of an observer that has said nothing for so long is no vote
     */
    public record Voting(int silentRounds, Duration hold, Duration recoveryHold, Duration expiry) {
        public Voting {
            if (silentRounds < 1) {
                throw new IllegalArgumentException("silentRounds must be at least 1, not " + silentRounds);
            }
            requirePositive("expiry", expiry);
        }
    }

    /**
     * Who is asked.
     *
     * @param observersMin with fewer vantage points nothing is ever decided without a person
     * @param memory an observer that was heard within this time counts in the quorum, also when it is silent now
     * @param settling a decider that only just began to listen to a cluster decides nothing for so long
     */
    public record Electorate(int observersMin, Duration memory, Duration settling) {
        public Electorate {
            if (observersMin < 3) {
                // Two cannot tell which of them is cut off.
                throw new IllegalArgumentException("observersMin must be at least 3, not " + observersMin);
            }
        }
    }

    public DetectionParameters {
        if (voting.expiry().compareTo(probing.heartbeat().plus(probing.bound())) < 0) {
            throw new IllegalArgumentException(
                    "expiry must be at least heartbeat + bound, or votes expire in quiet times");
        }
    }

    /** Rounds in a row that every voter of the quorum must have seen silent. The hold counts in rounds, that is in
     * evidence: a pause of the decider or of an observer makes time pass, but no evidence. */
    public int silentRoundsUntilDown() {
        return voting.silentRounds() + rounds(voting.hold());
    }

    /** Rounds after which it is said that nobody can decide: a late vote had its time to come. */
    public int silentRoundsUntilAsking() {
        return silentRoundsUntilDown() + rounds(voting.expiry());
    }

    /** What follows from the parameters. */
    public Bounds bounds() {
        var suspicion = probing.interval().multipliedBy(voting.silentRounds());
        var down = probing.interval().multipliedBy(silentRoundsUntilDown());
        return new Bounds(
                suspicion,
                down,
                down.plus(probing.bound()),
                down.minus(probing.interval()).plus(probing.bound()));
    }

    private int rounds(Duration duration) {
        long interval = probing.interval().toNanos();
        return Math.toIntExact((duration.toNanos() + interval - 1) / interval);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + duration);
        }
    }

    /**
     * Computed, not measured: without the time that Kafka and a busy machine take, and provided that rounds start in time.
     *
     * @param suspectedAtMost after every process of the region was killed
     * @param downAtMostWhenKilled nodes refuse the connection
     * @param downAtMostWhenFrozen nodes accept and stay silent, or packets vanish
     * @param survivesPausesUpTo a pause of every node of a region at once that is shorter is never taken for its loss
     */
    public record Bounds(
            Duration suspectedAtMost,
            Duration downAtMostWhenKilled,
            Duration downAtMostWhenFrozen,
            Duration survivesPausesUpTo) {}
}
