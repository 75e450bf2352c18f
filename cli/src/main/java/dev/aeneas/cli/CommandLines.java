package dev.aeneas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aeneas.cli.command.OfDuration;
import dev.aeneas.cli.rest.Problem;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts the command line together: where output goes, how commands are made, how errors are told. */
public final class CommandLines {
    private CommandLines() {}

    /** Results go to {@code out}; progress and errors to {@code err}. */
    public static CommandLine of(PrintStream out, PrintStream err) {
        var cli = new Cli(out, err);
        return new CommandLine(cli, new GivingTheRoot(cli))
                .registerConverter(Duration.class, new OfDuration())
                .setOut(new PrintWriter(out, true, UTF_8))
                .setErr(new PrintWriter(err, true, UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((error, arguments) -> notUnderstood(error, console(out, err, arguments)))
                .setExecutionExceptionHandler((error, commandLine, parsed) -> tell(error, cli.console()));
    }

    /** What is wrong, and where to read what would be right: the whole usage would hide it. */
    private static int notUnderstood(ParameterException error, Console console) {
        var command = error.getCommandLine();
        var hint = new StringWriter();
        UnmatchedArgumentException.printSuggestions(error, new PrintWriter(hint));
        console.error(
                error.getMessage() + "\n" + hint + "  '"
                        + command.getCommandSpec().qualifiedName() + " --help' tells the options.",
                Map.of("detail", error.getMessage()));
        return ExitCode.USAGE;
    }

    /** What was given before the error is not kept in the root: the arguments themselves say how to answer. */
    private static Console console(PrintStream out, PrintStream err, String... arguments) {
        String all = " " + String.join(" ", arguments) + " ";
        boolean json = all.contains(" --output json ") || all.contains(" --output=json ");
        return new Console(out, err, json ? Cli.Output.json : Cli.Output.table);
    }

    private static int tell(Exception error, Console console) {
        if (error instanceof Problem problem) {
            console.error(problem.explanation(), problem.body());
            return problem.exitCode();
        }
        if (error instanceof CliException known) {
            console.error(known.getMessage(), Map.of("detail", known.getMessage()));
            return known.exitCode();
        }
        error.printStackTrace(console.err());
        console.error("unexpected: " + error, Map.of("detail", error.toString()));
        return ExitCode.FAILED;
    }

    /** Makes commands whose constructor wants the root; everything else as picocli does. */
    private record GivingTheRoot(Cli cli) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Cli.class})) {
                    constructor.setAccessible(true); // commands are their package's own
                    return type.cast(constructor.newInstance(cli));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
