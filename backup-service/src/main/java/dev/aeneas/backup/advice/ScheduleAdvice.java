package dev.aeneas.backup.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a schedule's times are like for clients.
 *
 * @param requestsPerSecond at its coming due times, on average
 * @param average of all hours that were observed
 * @param warning null: they are quiet enough
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScheduleAdvice(double requestsPerSecond, double average, String warning) {

    /**
     * Advice on a schedule; empty when its hours were not observed yet.
     *
     * @param busyFactor a time is busy with so many times the average load
     */
    public static Optional<ScheduleAdvice> of(LoadHistory load, List<Instant> due, ZoneId zone, double busyFactor) {
        return Advice.requestsPerSecondAt(load, due).map(rate -> {
            var advice = Advice.of(load, zone);
            boolean busy = rate > busyFactor * advice.requestsPerSecond();
            return new ScheduleAdvice(rate, advice.requestsPerSecond(), busy ? warning(rate, advice) : null);
        });
    }

    private static String warning(double rate, Advice advice) {
        var better = advice.everyDay() == null ? advice.quietest() : advice.everyDay();
        return String.format(
                Locale.ROOT,
                "busy: %.0f requests/s at these times, %.0f on average; quieter: '%s' (%s) with %.0f",
                rate,
                advice.requestsPerSecond(),
                better.cronExpression(),
                advice.timeZone(),
                better.requestsPerSecond());
    }
}
