package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What concerns one schedule; the answer is the schedule as it is then. */
abstract class AskSchedule extends AskAndShow {
    private final String schedules;

    @Mixin
    private AtCluster cluster;

    @Parameters(index = "1", paramLabel = "SCHEDULE", description = "Its name.")
    private String name;

    /**
     * A schedule of a kind.
     *
     * @param schedules where a cluster's are, begins with a slash
     */
    AskSchedule(Cli cli, Function<Services, ServiceClient> service, String schedules) {
        super(cli, service);
        this.schedules = schedules;
    }

    /** The schedule's resource; {@code under} begins with a slash or is empty. */
    final String path(String under) {
        return cluster.path(schedules + "/" + name + under);
    }

    /** Removes it. */
    final JsonNode delete(ServiceClient client) {
        client.delete(path(""));
        return JsonNodeFactory.instance.objectNode().put("deleted", name);
    }

    @Override
    Table table(JsonNode schedule) {
        var table = Tables.fields(schedule, "last", "advice");
        schedule.path("nextDue").forEach(due -> table.rows().add(List.of("due", due.asText())));
        return table;
    }
}
