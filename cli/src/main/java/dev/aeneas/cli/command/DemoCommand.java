package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.demo.Demo;
import dev.aeneas.cli.demo.DemoOptions;
import dev.aeneas.cli.demo.DemoReport;
import dev.aeneas.cli.demo.ReportWriter;
import dev.aeneas.contracts.ClusterName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aeneas demo}: loses a region while an application writes, and reports what that cost. */
@Command(
        name = "demo",
        description = {
            "Loses a region while an application writes, and reports how long it took and what was lost.",
            "Exit code 0 only if all checks held. Needs about 8 GB of memory; cleans up after itself."
        })
public final class DemoCommand implements Callable<Integer> {
    private final Cli cli;

    @Option(
            names = "--rows",
            defaultValue = "20000",
            description = "Rows written before the loss (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--rate",
            defaultValue = "100",
            description = "Rows a second written meanwhile (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report there, as JSON.")
    private Path report;

    @Option(
            names = "--lose-by",
            defaultValue = "kill",
            description = "kill (SIGKILL) or freeze (SIGSTOP); default: ${DEFAULT-VALUE}.")
    private DemoOptions.LoseBy loseBy;

    @Option(names = "--keep", description = "Leave stack and cluster running afterwards.")
    private boolean keep;

    @Option(names = "--cluster", defaultValue = "demo", converter = Names.OfCluster.class, description = "Its name.")
    private ClusterName cluster;

    @Option(
            names = "--timeout",
            defaultValue = "5m",
            description = "From the loss to restored consistency, at most (default: ${DEFAULT-VALUE}).")
    private Duration bound;

    @Option(names = "--set", paramLabel = "SETTING=VALUE", description = "As for 'aeneas up'.")
    private Map<String, String> changes = new LinkedHashMap<>();

    DemoCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Console console = cli.console();
        var settings = cli.settings().with(changes);
        var options = new DemoOptions(cluster, rows, rate, loseBy, keep, bound);
        DemoReport measured =
                new Demo(options, cli.home(), settings, console).run(() -> UpCommand.up(cli.home(), settings, console));
        if (report != null) {
            ReportWriter.write(measured, report);
        }
        console.result(measured, ReportWriter.measured(measured));
        if (!console.isJson()) {
            console.result(measured, ReportWriter.checks(measured));
        }
        return measured.allChecksHold() ? ExitCode.OK : ExitCode.FAILED;
    }
}
