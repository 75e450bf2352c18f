package dev.aeneas.backup.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * When backups disturb least, as far as was observed.
 *
 * @param hoursObserved of the week's 168
 * @param requestsPerSecond on average over what was observed
 * @param busiest hour of the week; null: nothing is known
 * @param quietest hour of the week; null: nothing is known
 * @param everyDay the hour of the day that is quietest over all days; null until every hour of the day was observed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Advice(
        String timeZone,
        int hoursObserved,
        double requestsPerSecond,
        Window busiest,
        Window quietest,
        Window everyDay) {
    private static final int HOURS_A_DAY = 24;

    /** A Monday. */
    private static final LocalDate SOME_MONDAY = LocalDate.of(2026, 11, 23);

    /**
     * An hour, in the time zone of the advice.
     *
     * @param day null: every day
     * @param cronExpression due at its beginning
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Window(DayOfWeek day, int hour, double requestsPerSecond, String cronExpression) {
        static Window of(Instant begin, ZoneId zone, double load) {
            var local = begin.atZone(zone);
            var day = local.getDayOfWeek();
            var cron = "%d %d * * %d".formatted(local.getMinute(), local.getHour(), day.getValue() % 7);
            return new Window(day, local.getHour(), load, cron);
        }
    }

    /** Made of what was observed so far. */
    public static Advice of(LoadHistory load, ZoneId zone) {
        var known = IntStream.range(0, HourLoad.HOURS)
                .filter(hour -> load.hours().get(hour).known())
                .boxed()
                .toList();
        var byLoad = Comparator.comparingDouble((Integer hour) -> rate(load, hour));
        double mean =
                known.stream().mapToDouble(hour -> rate(load, hour)).average().orElse(0);
        return new Advice(
                zone.getId(),
                known.size(),
                mean,
                known.stream().max(byLoad).map(hour -> window(load, hour, zone)).orElse(null),
                known.stream().min(byLoad).map(hour -> window(load, hour, zone)).orElse(null),
                everyDay(load, zone).orElse(null));
    }

    /** What clients ask for at these times, on average; empty when none of them was observed. */
    public static Optional<Double> requestsPerSecondAt(LoadHistory load, List<Instant> times) {
        return average(times.stream()
                .map(HourLoad::hourOf)
                .filter(hour -> load.hours().get(hour).known())
                .mapToDouble(hour -> rate(load, hour)));
    }

    private static Optional<Window> everyDay(LoadHistory load, ZoneId zone) {
        var hours = IntStream.range(0, HOURS_A_DAY)
                .mapToObj(hour -> onDays(load, hour, zone))
                .flatMap(Optional::stream)
                .toList();
        return hours.size() < HOURS_A_DAY
                ? Optional.empty()
                : hours.stream().min(Comparator.comparingDouble(Window::requestsPerSecond));
    }

    private static Optional<Window> onDays(LoadHistory load, int hour, ZoneId zone) {
        var times = IntStream.range(0, DayOfWeek.values().length)
                .mapToObj(day ->
                        SOME_MONDAY.plusDays(day).atTime(hour, 0).atZone(zone).toInstant())
                .toList();
        return requestsPerSecondAt(load, times).map(rate -> new Window(null, hour, rate, "0 " + hour + " * * *"));
    }

    private static Window window(LoadHistory load, int hour, ZoneId zone) {
        var begin = SOME_MONDAY.atStartOfDay(ZoneOffset.UTC).plusHours(hour).toInstant();
        return Window.of(begin, zone, rate(load, hour));
    }

    private static double rate(LoadHistory load, int hour) {
        return load.hours().get(hour).requestsPerSecond();
    }

    private static Optional<Double> average(DoubleStream rates) {
        var average = rates.average();
        return average.isPresent() ? Optional.of(average.getAsDouble()) : Optional.empty();
    }
}
