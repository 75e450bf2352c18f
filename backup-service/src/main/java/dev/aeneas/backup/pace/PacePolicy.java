package dev.aeneas.backup.pace;

import java.time.Duration;

/**
 * The bounds of a copy's pace, for each node.
 *
 * @param every from one look at the node to the next
 * @param compactionsWait how long a copy waits for compactions before it begins
 */
public record PacePolicy(Duration every, Rates rates, Limits limits, Clients clients, Duration compactionsWait) {

    /** In bytes per second: never slower than the floor, so that a copy ends, never faster than the cap. */
    public record Rates(long floor, long cap) {
        public Rates {
            if (floor <= 0 || cap < floor) {
                throw new IllegalArgumentException(
                        "aeneas.backup.pace: floor must be positive and not above cap: " + floor + ", " + cap);
            }
        }
    }

    /**
     * What is too much.
     *
     * @param cpu of the node's own cores, from 0 to 1
     * @param machineCpu of the machine's, counted only while clients are there
     */
    public record Limits(double cpu, double machineCpu, int pendingCompactions) {}

    /**
     * How clients are watched.
     *
     * @param perSecond requests of a node below which it has none
     * @param latencyFactor of what clients wait without the copy, that is fine
     * @param latencySlack more than without the copy, that is fine whatever the factor says
     * @param window that what they wait is taken over, and how long the copy keeps slow to learn what it is without it
     * @param learnEvery how often it is learnt again
     */
    public record Clients(
            int perSecond, double latencyFactor, Duration latencySlack, Duration window, Duration learnEvery) {
        Duration latencyMax(Duration usual) {
            var byFactor = Duration.ofNanos(Math.round(usual.toNanos() * latencyFactor));
            var bySlack = usual.plus(latencySlack);
            return byFactor.compareTo(bySlack) > 0 ? byFactor : bySlack;
        }
    }
}
