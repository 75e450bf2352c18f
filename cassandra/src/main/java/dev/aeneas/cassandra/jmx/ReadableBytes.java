package dev.aeneas.cassandra.jmx;

import java.util.List;

/** Reads sizes as Cassandra prints them for people: {@code 1.25 KiB}. */
final class ReadableBytes {
    private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB", "TiB");

    private ReadableBytes() {}

    /** Bytes, as exact as the text; 0 if it is no size. */
    static long parse(String text) {
        String[] parts = text.trim().split(" ", 2);
        int power = parts.length == 2 ? UNITS.indexOf(parts[1]) : -1;
        if (power < 0) {
            return 0;
        }
        try {
            // some locales print a decimal comma
            return Math.round(Double.parseDouble(parts[0].replace(',', '.')) * Math.pow(1024, power));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
