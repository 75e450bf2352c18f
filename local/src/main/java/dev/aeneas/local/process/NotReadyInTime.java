package dev.aeneas.local.process;

import java.time.Duration;

/** A living process did not get ready within its bound; the message ends with what it said last. */
public final class NotReadyInTime extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotReadyInTime(String what, Duration bound, String logTail) {
        super(what + " was not ready within " + bound.toMillis() + " ms. The end of its log:\n" + logTail);
    }
}
