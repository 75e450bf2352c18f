package dev.aeneas.cli.demo;

import dev.aeneas.contracts.ClusterName;
import java.time.Duration;

/**
 * What the demonstration is asked for.
 *
 * @param rows written and acknowledged before the loss
 * @param writesPerSecond of the application while everything happens
 * @param bound from the loss until consistency must be restored
 */
public record DemoOptions(
        ClusterName cluster, int rows, int writesPerSecond, LoseBy loseBy, boolean keep, Duration bound) {

    /** How the region is lost. */
    public enum LoseBy {
        /** SIGKILL: the processes are gone, their sockets are closed by the system. */
        KILL("KILL"),
        /** SIGSTOP: they are there and answer nothing, as behind a dead link. */
        FREEZE("STOP");

        private final String signal;

        LoseBy(String signal) {
            this.signal = signal;
        }

        String signal() {
            return signal;
        }
    }
}
