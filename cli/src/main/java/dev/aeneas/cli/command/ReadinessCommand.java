package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import dev.aeneas.contracts.ReadinessEvent.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code aeneas readiness}: looks at everything now; ends with 1 when a failover would not work today. */
@Command(
        name = "readiness",
        description = "Tells whether a failover would work today, and what to do where it would not.")
public final class ReadinessCommand extends AskAndShow {
    @Mixin
    private AtCluster cluster;

    ReadinessCommand(Cli cli) {
        super(cli, Services::failover);
    }

    @Override
    JsonNode ask(ServiceClient client) {
        return client.get(cluster.path("/readiness?fresh=true"));
    }

    @Override
    Table table(JsonNode answer) {
        return answer.path("findings").isEmpty()
                ? Tables.fields(answer)
                : Tables.list(answer.path("findings"), "level", "check", "subject", "sentence", "remedy");
    }

    @Override
    int exitCode(JsonNode answer) {
        return Level.RED.name().equals(answer.path("level").asText()) ? ExitCode.FAILED : ExitCode.OK;
    }
}
