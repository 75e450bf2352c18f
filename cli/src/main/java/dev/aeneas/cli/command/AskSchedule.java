package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** What concerns one schedule; the answer is the schedule as it is then. */
abstract class AskSchedule extends AskBackups {
    static final String SCHEDULES = "/backup-schedules";

    @Parameters(index = "1", paramLabel = "SCHEDULE", description = "Its name.")
    private String name;

    AskSchedule(Cli cli) {
        super(cli);
    }

    final String schedule(String under) {
        return path(SCHEDULES + "/" + name + under);
    }

    final String name() {
        return name;
    }

    @Override
    Table table(JsonNode schedule) {
        List<List<String>> rows = new ArrayList<>(Tables.fields(schedule).rows());
        schedule.path("nextDue").forEach(due -> rows.add(List.of("due", due.asText())));
        schedule.path("last")
                .properties()
                .forEach(field -> rows.add(
                        List.of("last " + field.getKey(), field.getValue().asText())));
        schedule.path("advice")
                .properties()
                .forEach(field -> rows.add(
                        List.of("advice " + field.getKey(), field.getValue().asText())));
        return new Table(List.of("field", "value"), rows);
    }
}
