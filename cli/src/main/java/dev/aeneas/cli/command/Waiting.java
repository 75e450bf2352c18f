package dev.aeneas.cli.command;

import dev.aeneas.cli.Console;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.Operations;
import dev.aeneas.cli.rest.ServiceClient;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of commands that begin something long: they wait with progress unless told not to. */
final class Waiting {
    @Option(names = "--no-wait", description = "Return as soon as the request is accepted.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT15M",
            description = "How long to wait, ISO-8601 (default: ${DEFAULT-VALUE}); what runs goes on after it.")
    private Duration timeout;

    /** Watches what the answer began and shows what became of it; the command's exit code. */
    int finish(Console console, ServiceClient client, Answer answer) {
        if (noWait || answer.location().isEmpty()) {
            console.result(answer.body(), Tables.fields(answer.body()));
            answer.location().ifPresent(location -> console.say("Accepted: " + location));
            return ExitCode.OK;
        }
        var result =
                new Operations(client, console::say).await(answer.location().get(), timeout);
        console.result(result, Tables.fields(result));
        return Operations.succeeded(result) ? ExitCode.OK : ExitCode.FAILED;
    }
}
