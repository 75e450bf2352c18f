package dev.aeneas.backup.restore;

import java.time.Duration;

/**
 * The bounds of a restore.
 *
 * @param nodesAtOnce that fetch, or clean up, at the same time
 * @param filesAtOnce that one node fetches at the same time
 * @param attemptsMax tries of one piece of work before the restore fails
 * @param slice how long a node fetches before it says how far it is
 * @param lock how the topology lock is asked for
 * @param rates what the forecast assumes
 * @param sparePercent of a node's files that must stay free beyond them
 */
public record RestorePolicy(
        int nodesAtOnce,
        int filesAtOnce,
        int attemptsMax,
        Duration retryPause,
        Duration slice,
        Lock lock,
        Rates rates,
        int sparePercent) {

    /**
     * How the topology lock is asked for.
     *
     * @param askAgain also keeps it, so well below the lease
     * @param patience until somebody who does not answer is waited for no more
     */
    public record Lock(Duration askAgain, Duration patience) {}

    /**
     * Bytes a second of one node.
     *
     * @param fixed what every restore takes, however small
     */
    public record Rates(long stageBytes, long importBytes, long verifyBytes, Duration fixed) {}

    /** Import moves files; a cleanup writes one SSTable anew beside the old one. */
    long neededBytes(NodePlan node) {
        return node.bytes() + node.largestBytes() + node.bytes() * sparePercent / 100;
    }
}
