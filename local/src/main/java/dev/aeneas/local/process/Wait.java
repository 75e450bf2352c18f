package dev.aeneas.local.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something outside of this process, by looking again and again, never longer than its bound. */
public final class Wait {

    private static final long PAUSE_MILLIS = 20;

    private Wait() {}

    /** Whether it came true in time; an interrupt ends the wait and stays set */
    public static boolean until(Duration bound, BooleanSupplier condition) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0 || !paused()) {
                return false;
            }
        }
        return true;
    }

    private static boolean paused() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
