package dev.aeneas.backup;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of how backups and restores keep out of the way of clients, for each node. */
public interface PaceConfig {
    /** No: as fast as it goes, and without waiting for compactions. */
    @WithDefault("true")
    boolean enabled();

    /** Bytes per second that a copy never exceeds. */
    @WithDefault("1073741824")
    long cap();

    /** Bytes per second that a copy may always have, so that it ends. */
    @WithDefault("4194304")
    long floor();

    /** From one look at the node to the next. */
    @WithDefault("1s")
    Duration every();

    /** Of the node's own cores, from 0 to 1, beyond which the copy slows down. */
    @WithDefault("0.75")
    double cpuMax();

    /** Of its machine's cores, while the node has clients. */
    @WithDefault("0.9")
    double machineCpuMax();

    /** Compactions that may wait; with more of them the copy waits before it begins, and slows down under way. */
    @WithDefault("20")
    int compactionsMax();

    /** How long a copy waits for compactions before it goes on. */
    @WithDefault("5m")
    Duration compactionsWait();

    /** Requests of a node per second, below which it counts as one without clients: our own probes are some. */
    @WithDefault("10")
    int clientsMin();

    /** Clients may wait so many times as long as without the copy. */
    @WithDefault("1.1")
    double latencyFactor();

    /** So much longer is always fine: what waits a millisecond waits a third more by chance. */
    @WithDefault("PT0.0003S")
    Duration latencySlack();

    /** What they wait (95th percentile) is taken over so long, and the copy keeps slow as long to learn what it is without it. */
    @WithDefault("5s")
    Duration window();

    /** How often that is learnt again. */
    @WithDefault("2m")
    Duration learnEvery();
}
