package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.Operations;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aeneas drill …}: rehearses the loss of a region, and shows what was found. */
@Command(
        name = "drill",
        description = "Rehearses the loss of a region: loses it, watches the real failover, gives it back, and judges.",
        subcommands = {
            DrillCommand.Run.class,
            DrillCommand.Abort.class,
            DrillCommand.ListAll.class,
            DrillCommand.Report.class,
            DrillScheduleCommand.class
        })
public final class DrillCommand {
    private static final String PATH = "/drills";

    private DrillCommand() {}

    /** Begins one and waits for its verdict; ends with 1 when a promise was not kept. */
    @Command(name = "run", description = "Loses a region, waits for the verdict; ends with 1 unless it is good.")
    static final class Run extends BeginAndWait {
        @Mixin
        private AtCluster cluster;

        @Mixin
        private DrillOptions drill;

        Run(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        Answer begin(ServiceClient client) {
            return client.post(cluster.path(PATH), drill.body());
        }
    }

    /** Ends one now. */
    @Command(name = "abort", description = "Ends the drill that runs: the region is given back at once.")
    static final class Abort extends AskToAbort {
        @Mixin
        private final AtDrill drill = one();

        Abort(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        String path(ServiceClient client) {
            return drill.path(client);
        }
    }

    /** Shows those that are remembered. */
    @Command(
            name = "list",
            description =
                    "Shows the drills of a cluster, the newest first: what was measured, and how far off the forecast was.")
    static final class ListAll extends AskAndShow {
        @Mixin
        private AtCluster cluster;

        ListAll(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.get(cluster.path(PATH));
        }

        @Override
        Table table(JsonNode answer) {
            return Tables.list(
                    answer,
                    "drillId",
                    "region",
                    "by",
                    "state",
                    "verdict",
                    "detection",
                    "rto",
                    "forecastRto",
                    "forecastError",
                    "rpo",
                    "outage");
        }
    }

    /** Shows what one found, or writes it as a page. */
    @Command(
            name = "report",
            description = "Shows what a drill found; with --html writes a page that needs nothing else.")
    static final class Report extends AskAndShow {
        @Mixin
        private final AtDrill drill = one();

        @Option(names = "--html", paramLabel = "FILE", description = "Where the page goes; a file there is replaced.")
        private Path html;

        Report(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            var path = drill.path(client);
            if (html != null) {
                write(client.text(path + "/page", "text/html"));
            }
            return client.get(path);
        }

        @Override
        int exitCode(JsonNode answer) {
            boolean good = !Operations.isOver(answer) || Operations.succeeded(answer);
            return good ? ExitCode.OK : ExitCode.FAILED;
        }

        private void write(String page) {
            try {
                Files.writeString(html, page);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + html, e);
            }
        }
    }

    private static AtDrill one() {
        return new AtDrill("drills", "./aeneas drill run %s --lose REGION --dry tells whether one could begin");
    }
}
