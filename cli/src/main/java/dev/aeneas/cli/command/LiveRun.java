package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.watch.RunWatch;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Watches a run live and shows what became of it. */
final class LiveRun {
    private LiveRun() {}

    /**
     * The command's exit code.
     *
     * @param run where the run is told about; asked for only when events are listened to, so that none is missed
     */
    static int watch(Cli cli, Duration bound, Function<ServiceClient, URI> run) {
        Console console = cli.console();
        try (var live = RunWatch.open(console, cli.settings().bootstrapServers())) {
            var client = cli.services().scaling();
            URI location = run.apply(client);
            JsonNode result = follow(console, location, () -> live.follow(client, location, bound));
            if (console.isJson()) {
                console.item(result, "");
            } else {
                console.result(result, Tables.fields(result));
            }
            return Waiting.exitCode(result);
        }
    }

    private static JsonNode follow(Console console, URI location, Supplier<JsonNode> following) {
        var goesOn = GoesOn.after(console, location.getPath());
        try (goesOn) {
            return following.get();
        }
    }
}
