package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ServiceClient;
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
        if (!watch) {
            var client = cli.services().scaling();
            return waiting.finish(cli.console(), client, begin.apply(client));
        }
        if (waiting.isUnwanted()) {
            throw new CliException(ExitCode.USAGE, "--watch and --no-wait exclude each other");
        }
        return LiveRun.watch(cli, waiting.bound(), client -> begin.apply(client)
                .location()
                .orElseThrow(() -> CliException.failed("the service did not say where to watch the run")));
    }
}
