package dev.aeneas.failover.policy;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.aeneas.contracts.AutoscalePolicy.Window;
import dev.aeneas.contracts.FailoverTerms.AllowedHours;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Whether a policy lets Aeneas act by itself at a moment: in one of its windows, by the clock of its time zone. */
public final class AllowedTimes {
    private AllowedTimes() {}

    /**
     * Whether it may.
     *
     * @param hours null: always
     */
    public static boolean allow(AllowedHours hours, Instant now) {
        if (hours == null) {
            return true;
        }
        var zoned = now.atZone(ZoneId.of(hours.timeZone()));
        return hours.windows().stream().anyMatch(window -> isOpen(window, zoned));
    }

    private static boolean isOpen(Window window, ZonedDateTime now) {
        // the library's "last" is before the moment that it is asked about, and ours may be the very one
        return parse(window.cronExpression())
                .lastExecution(now.plusSeconds(1))
                .filter(opened -> !opened.isAfter(now))
                .filter(opened -> now.isBefore(opened.plus(window.duration())))
                .isPresent();
    }

    /**
     * Reads five Unix fields.
     *
     * @throws IllegalArgumentException that says what is wrong with the expression
     */
    static ExecutionTime parse(String cronExpression) {
        var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        return ExecutionTime.forCron(parser.parse(cronExpression).validate());
    }
}
