package dev.aeneas.cli;

import dev.aeneas.cli.command.AdviceCommand;
import dev.aeneas.cli.command.BackupCommand;
import dev.aeneas.cli.command.ChangeCommand;
import dev.aeneas.cli.command.ClusterCommand;
import dev.aeneas.cli.command.DatacenterCommand;
import dev.aeneas.cli.command.DeadLettersCommand;
import dev.aeneas.cli.command.DemoCommand;
import dev.aeneas.cli.command.DownCommand;
import dev.aeneas.cli.command.DrillCommand;
import dev.aeneas.cli.command.EventsCommand;
import dev.aeneas.cli.command.FailoverCommand;
import dev.aeneas.cli.command.NodeCommand;
import dev.aeneas.cli.command.ReadinessCommand;
import dev.aeneas.cli.command.RestoreCommand;
import dev.aeneas.cli.command.RunsCommand;
import dev.aeneas.cli.command.StatusCommand;
import dev.aeneas.cli.command.UpCommand;
import dev.aeneas.cli.rest.Services;
import dev.aeneas.cli.stack.AccessTokens;
import dev.aeneas.cli.stack.StackHome;
import dev.aeneas.cli.stack.StackSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command, and what every command needs of it. */
@Command(
        name = "aeneas",
        description = "Runs Apache Cassandra across regions and keeps the application served when a region is lost.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "aeneas 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and observed to be so",
            "1:tried and failed, or a check did not hold",
            "2:the command line was not understood",
            "3:refused by a service; nothing changed",
            "4:something needed is not there (stack not running, port taken, build failed)",
            "5:still going on when the bound for waiting was over"
        },
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DemoCommand.class,
            ClusterCommand.class,
            DatacenterCommand.class,
            RunsCommand.class,
            NodeCommand.class,
            ChangeCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            FailoverCommand.class,
            DrillCommand.class,
            ReadinessCommand.class,
            AdviceCommand.class,
            EventsCommand.class,
            DeadLettersCommand.class
        })
public final class Cli {
    private final PrintStream out;
    private final PrintStream err;

    @Option(
            names = "--home",
            scope = ScopeType.INHERIT,
            paramLabel = "FOLDER",
            description =
                    "State folder of the local stack (default: $AENEAS_HOME, else .aeneas in the working folder).")
    private Path home;

    @Option(
            names = "--output",
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json; results go to stdout, progress to stderr.")
    private Output output;

    /** How results are written. */
    public enum Output {
        table,
        json
    }

    public Cli(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public Console console() {
        return new Console(out, err, output == null ? Output.table : output);
    }

    public StackHome home() {
        return home == null ? StackHome.fromEnvironment() : StackHome.at(home);
    }

    /** The running stack's services, at the addresses that its settings name. */
    public Services services() {
        return Services.of(settings(), AccessTokens.of(home())::mine);
    }

    public StackSettings settings() {
        return StackSettings.load(home());
    }
}
