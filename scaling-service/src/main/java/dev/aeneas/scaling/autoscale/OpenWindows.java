package dev.aeneas.scaling.autoscale;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.aeneas.contracts.AutoscalePolicy;
import dev.aeneas.contracts.AutoscalePolicy.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Whether a policy may decide at a moment: in one of its windows, by the clock of its time zone. */
final class OpenWindows {
    private OpenWindows() {}

    static boolean open(AutoscalePolicy policy, Instant now) {
        var zoned = now.atZone(ZoneId.of(policy.timeZone()));
        return policy.windows().isEmpty() || policy.windows().stream().anyMatch(window -> open(window, zoned));
    }

    private static boolean open(Window window, ZonedDateTime now) {
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
