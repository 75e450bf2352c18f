package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** A command that a service answers at once: what it answered is the result. */
abstract class AskAndShow implements Callable<Integer> {
    private final Cli cli;
    private final Function<Services, ServiceClient> service;

    AskAndShow(Cli cli, Function<Services, ServiceClient> service) {
        this.cli = cli;
        this.service = service;
    }

    /** Sends the request; what comes back is shown as it is with {@code --output json}. */
    abstract JsonNode ask(ServiceClient client);

    /** The answer for people; field by field unless a command knows better. */
    Table table(JsonNode answer) {
        return Tables.fields(answer);
    }

    /** What the process ends with; a command whose answer can be bad news says so. */
    int exitCode(JsonNode answer) {
        return ExitCode.OK;
    }

    @Override
    public final Integer call() {
        JsonNode answer = ask(service.apply(cli.services()));
        cli.console().result(answer, table(answer));
        return exitCode(answer);
    }
}
