package dev.aeneas.cli.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Every duration on the command line: {@code PT15M}, or {@code 15m}, {@code 1h30m}, {@code 2d} as people write it. */
public final class OfDuration implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            return Duration.parse(iso(text.toUpperCase(Locale.ROOT)));
        } catch (DateTimeException e) {
            throw new TypeConversionException("must be a duration such as 15m or PT15M; was '" + text + "'");
        }
    }

    private static String iso(String text) {
        if (text.startsWith("P")) {
            return text;
        }
        int days = text.indexOf('D') + 1;
        return "P" + text.substring(0, days) + (days == text.length() ? "" : "T" + text.substring(days));
    }
}
