package dev.aeneas.cli.command;

import java.time.Duration;
import java.util.Locale;

/** Quantities as people read them. */
public final class Texts {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final int SECONDS_SHOWN_WITH_TENTHS = 100;

    private Texts() {}

    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** Milliseconds below ten seconds, seconds above; a dash for what is unknown. */
    public static String millis(Long millis) {
        if (millis == null) {
            return "–";
        }
        return millis < SECONDS_SHOWN_WITH_TENTHS * 100L ? millis + " ms" : seconds(Duration.ofMillis(millis));
    }

    public static String mebibytes(long bytes) {
        return bytes / MEBIBYTE + " MiB";
    }

    /** Two largest units, e.g. {@code 3m 12s}. */
    static String uptime(Duration duration) {
        if (duration.toHours() > 0) {
            return duration.toHours() + "h " + duration.toMinutesPart() + "m";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + "m " + duration.toSecondsPart() + "s"
                : duration.toSeconds() + "s";
    }
}
