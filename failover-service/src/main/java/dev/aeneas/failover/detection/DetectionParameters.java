package dev.aeneas.failover.detection;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Every parameter of detection in one place, with the bounds that follow from them. */
public record DetectionParameters(Probing probing, Canaries canaries, Voting voting, Electorate electorate) {

    /** One per rack of the usual three. */
    private static final int NODES_PER_ROUND_MIN = 3;

    public static final DetectionParameters DEFAULT = new DetectionParameters(
            new Probing(Duration.ofMillis(250), Duration.ofMillis(600), Duration.ofMillis(500)),
            new Canaries(Duration.ofSeconds(1), Duration.ofSeconds(1), 4),
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
     * How an observer tries what clients do: it writes a row at LOCAL_QUORUM and reads it again.
     *
     * @param interval from the start of one try to the start of the next; zero: never
     * @param bound for both; what takes longer crawls, and counts as failed
     * @param failedRounds in a row until an observer votes "degraded" of a datacenter that answers
     */
    public record Canaries(Duration interval, Duration bound, int failedRounds) {
        public Canaries {
            if (interval.isNegative()) {
                throw new IllegalArgumentException("interval must not be negative, but was " + interval);
            }
            requirePositive("bound", bound);
            if (failedRounds < 3) {
                // One failure is what a coordinator that was just killed looks like, two are that one and a pause.
                throw new IllegalArgumentException("failedRounds must be at least 3, not " + failedRounds);
            }
        }

        public boolean areOff() {
            return interval.isZero();
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

    /** How long after its bound an answer still says that the node lives: later the verdict would be out. */
    public Duration lateAnswers() {
        return probing.interval().multipliedBy(silentRoundsUntilDown());
    }

    /** How many of a datacenter's nodes a round asks: some in their turn, and so many that whoever is silent for the rounds
     * of a suspicion was silent at every node. */
    private int nodesPerRound(int nodes) {
        int inTurn = (nodes + voting.silentRounds() - 1) / voting.silentRounds();
        return Math.min(nodes, Math.max(NODES_PER_ROUND_MIN, inTurn));
    }

    /** Those that a round asks. */
    public <T> List<T> inTurn(List<T> nodes, long round) {
        int count = nodesPerRound(nodes.size());
        return IntStream.range(0, count)
                .mapToObj(i -> nodes.get(Math.toIntExact((round * count + i) % nodes.size())))
                .toList();
    }

    /** Rounds after which it is said that nobody can decide: a late vote had its time to come. */
    public int silentRoundsUntilAsking() {
        return silentRoundsUntilDown() + rounds(voting.expiry());
    }

    /** What follows from the parameters. */
    public Bounds bounds() {
        var suspicion = probing.interval().multipliedBy(voting.silentRounds());
        var down = probing.interval().multipliedBy(silentRoundsUntilDown());
        var failing = canaries.interval().multipliedBy(canaries.failedRounds());
        return new Bounds(
                suspicion,
                down,
                down.plus(probing.bound()),
                down.minus(probing.interval()).plus(probing.bound()),
                canaries.areOff() ? null : failing.plus(canaries.bound()).plus(probing.heartbeat()),
                canaries.areOff() ? null : failing.minus(canaries.interval().multipliedBy(2)));
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
     * @param survivesPausesUpTo a pause of every node of a region at once that is shorter is never taken for its loss, nor
     *     are nodes whose every answer takes less, as on machines with too much to do
     * @param degradedAtMost nodes answer, and writes fail or crawl; null: canaries are off
     * @param survivesWriteStallsUpTo a shorter stall of writes is never taken for gray, also when the next coordinator
     *     happens to be a dead node; null: canaries are off
     */
    public record Bounds(
            Duration suspectedAtMost,
            Duration downAtMostWhenKilled,
            Duration downAtMostWhenFrozen,
            Duration survivesPausesUpTo,
            Duration degradedAtMost,
            Duration survivesWriteStallsUpTo) {}
}
