package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.Console;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.watch.RunWatch;
import java.net.URI;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that begin a scale run: as {@link Waiting}, or watching it live. */
final class RunWaiting {
    @Option(
            names = {"-w", "--watch"},
            description = "Show each step and node live; with --output json one line of JSON for each change, "
                    + "and the run as it ended.")
    private boolean watch;

    @Mixin
    private Waiting waiting;

    /** Begins a run and sees it to its end as the options say; the command's exit code. */
    int finish(Cli cli, Function<ServiceClient, Answer> begin) {
        var client = cli.services().scaling();
        if (!watch) {
            return waiting.finish(cli.console(), client, begin.apply(client));
        }
        if (waiting.isUnwanted()) {
            throw new CliException(ExitCode.USAGE, "--watch and --no-wait exclude each other");
        }
        try (var live = RunWatch.open(cli.console(), cli.settings().bootstrapServers())) {
            var answer = begin.apply(client);
            URI run = answer.location()
                    .orElseThrow(() -> CliException.failed("the service did not say where to watch the run"));
            return shown(cli.console(), follow(cli.console(), live, client, run));
        }
    }

    private JsonNode follow(Console console, RunWatch live, ServiceClient client, URI run) {
        var goesOn = GoesOn.after(console, run.getPath());
        try (goesOn) {
            return live.follow(client, run, waiting.bound());
        }
    }

    private static int shown(Console console, JsonNode result) {
        if (console.isJson()) {
            console.item(result, "");
        } else {
            console.result(result, Tables.fields(result));
        }
        return Waiting.exitCode(result);
    }
}
