package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Ends something that goes on and may be ended without saying why; the answer is what it is then. */
abstract class AskToAbort extends AskAndShow {
    @Option(names = "--reason", defaultValue = "somebody asked for it", paramLabel = "TEXT")
    private String reason;

    AskToAbort(Cli cli, Function<Services, ServiceClient> service) {
        super(cli, service);
    }

    /** The resource of what is to end. */
    abstract String path(ServiceClient client);

    @Override
    final JsonNode ask(ServiceClient client) {
        return client.post(path(client) + "/abort", Map.of("reason", reason)).body();
    }
}
