package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Console;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.Operations;
import dev.aeneas.cli.rest.ServiceClient;
import java.net.URI;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of commands that begin something long: they wait with progress unless told not to. */
final class Waiting {
    @Option(names = "--no-wait", description = "Return as soon as the request is accepted.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "15m",
            description = "How long to wait (default: ${DEFAULT-VALUE}); what runs goes on after it.")
    private Duration timeout;

    boolean isUnwanted() {
        return noWait;
    }

    Duration bound() {
        return timeout;
    }

    /** Watches what the answer began and shows what became of it; the command's exit code. */
    int finish(Console console, ServiceClient client, Answer answer) {
        if (noWait || answer.location().isEmpty()) {
            console.result(answer.body(), Tables.fields(answer.body()));
            answer.location().ifPresent(location -> console.say("Accepted: " + location));
            return ExitCode.OK;
        }
        JsonNode result = await(console, client, answer.location().get());
        console.result(result, Tables.fields(result));
        return exitCode(result);
    }

    static int exitCode(JsonNode result) {
        if (Operations.refused(result)) {
            return ExitCode.REFUSED;
        }
        return Operations.succeeded(result) ? ExitCode.OK : ExitCode.FAILED;
    }

    private JsonNode await(Console console, ServiceClient client, URI location) {
        var goesOn = GoesOn.after(console, location.getPath());
        try (goesOn;
                var progress = new Progress(console, "waiting", 0)) {
            return new Operations(client, status -> progress.reached(status.partsDone(), status.parts(), status.text()))
                    .await(location, timeout);
        }
    }
}
