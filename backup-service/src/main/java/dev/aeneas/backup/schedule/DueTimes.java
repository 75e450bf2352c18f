package dev.aeneas.backup.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a cron expression is due in a time zone.
 *
 * <p>A time that the clock skips in spring comes when the clock has been put forward, so that no night is without a backup; a
 * time of day that the clock shows twice in autumn comes the first time only, unless the hour is repeated by the expression.
 */
public final class DueTimes {
    /** Due times that passed unseen are counted up to here; past it the number means "at least". */
    static final int MISSED_COUNTED_MAX = 1_000;

    private static final Duration FIRST_WINDOW = Duration.ofHours(1);

    private final ExecutionTime cron;
    private final ZoneId zone;

    private DueTimes(ExecutionTime cron, ZoneId zone) {
        this.cron = cron;
        this.zone = zone;
    }

    /**
     * Reads five Unix fields.
     *
     * @throws IllegalArgumentException that says what is wrong with the expression
     */
    public static DueTimes parse(String cronExpression, String timeZone) {
        var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        return new DueTimes(ExecutionTime.forCron(parser.parse(cronExpression).validate()), ZoneId.of(timeZone));
    }

    /** The first due time after a moment; empty when there is none, as on 30 February. */
    public Optional<Instant> next(Instant after) {
        var ordinary = cron.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant);
        return ordinary.map(due -> skippedByTheClock(after, due)
                .map(ZoneOffsetTransition::getInstant)
                .orElse(due));
    }

    /** The next due times, in order. */
    public List<Instant> next(Instant after, int count) {
        return from(after).limit(count).toList();
    }

    /** The longest time between two of the coming due times. */
    Optional<Duration> longestInterval(Instant after, int samples) {
        var due = next(after, samples);
        return Stream.iterate(1, i -> i < due.size(), i -> i + 1)
                .map(i -> Duration.between(due.get(i - 1), due.get(i)))
                .max(Duration::compareTo);
    }

    /**
     * The newest due time that has come.
     *
     * @param first the oldest one that was not raised yet; not after {@code now}
     */
    Due newest(Instant first, Instant now) {
        var passed = Stream.concat(Stream.of(first), from(first))
                .limit(MISSED_COUNTED_MAX + 1L)
                .takeWhile(due -> !due.isAfter(now))
                .toList();
        var last = passed.get(passed.size() - 1);
        return new Due(passed.size() > MISSED_COUNTED_MAX ? lastUntil(now) : last, passed.size() - 1);
    }

    /**
     * A due time that has come.
     *
     * @param missed earlier ones that nobody raised
     */
    record Due(Instant at, int missed) {}

    private Stream<Instant> from(Instant after) {
        return Stream.iterate(next(after), Optional::isPresent, due -> due.flatMap(this::next))
                .flatMap(Optional::stream);
    }

    /** Looks back further and further instead of walking through years of minutes. */
    private Instant lastUntil(Instant now) {
        for (var window = FIRST_WINDOW; ; window = window.multipliedBy(2)) {
            var due = from(now.minus(window)).takeWhile(d -> !d.isAfter(now)).reduce((earlier, later) -> later);
            if (due.isPresent()) {
                return due.get();
            }
        }
    }

    /** cron-utils leaves out what falls into the hour that spring takes; we make up for it when the hour is over. */
    private Optional<ZoneOffsetTransition> skippedByTheClock(Instant after, Instant ordinary) {
        return Stream.iterate(zone.getRules().nextTransition(after), t -> zone.getRules()
                        .nextTransition(t.getInstant()))
                .takeWhile(t -> t != null && t.getInstant().isBefore(ordinary))
                .filter(ZoneOffsetTransition::isGap)
                .filter(gap -> swallows(gap, ordinary))
                .findFirst();
    }

    private boolean swallows(ZoneOffsetTransition gap, Instant ordinary) {
        // Something hourly comes by itself soon enough.
        boolean comesSoon = ordinary.isBefore(gap.getInstant().plus(gap.getDuration()));
        var before = gap.getDateTimeBefore().minusSeconds(1).atZone(ZoneOffset.UTC);
        return !comesSoon
                && cron.nextExecution(before)
                        .filter(due -> due.toLocalDateTime().isBefore(gap.getDateTimeAfter()))
                        .isPresent();
    }
}
