package dev.aeneas.failover.drill.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When a cron expression is due in a time zone; a time that the clock skips in spring is left out. */
record DueTimes(ExecutionTime cron, ZoneId zone) {
    /** Due times that passed are counted up to here; past it the number means "at least". */
    private static final int PASSED_COUNTED_MAX = 1_000;

    /**
     * Reads five Unix fields.
     *
     * @throws IllegalArgumentException that says what is wrong with the expression
     * @throws java.time.DateTimeException when there is no such time zone
     */
    static DueTimes parse(String cronExpression, String timeZone) {
        var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        return new DueTimes(ExecutionTime.forCron(parser.parse(cronExpression).validate()), ZoneId.of(timeZone));
    }

    /** The first one after a moment; empty when there is none, as on 30 February. */
    Optional<Instant> next(Instant after) {
        return cron.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant);
    }

    /** From one that is due to the newest that has come, in order; never empty. */
    List<Instant> passed(Instant first, Instant now) {
        return Stream.iterate(Optional.of(first), Optional::isPresent, due -> due.flatMap(this::next))
                .flatMap(Optional::stream)
                .takeWhile(due -> due.equals(first) || !due.isAfter(now))
                .limit(PASSED_COUNTED_MAX)
                .toList();
    }
}
