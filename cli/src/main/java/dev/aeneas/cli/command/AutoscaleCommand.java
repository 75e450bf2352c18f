package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.contracts.AutoscalePolicy;
import dev.aeneas.contracts.AutoscalePolicy.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code aeneas datacenter autoscale …}: lets a datacenter follow its load, or not. */
@Command(
        name = "autoscale",
        description = "Lets a datacenter follow its load; without options, or with --show, shows the policy.")
final class AutoscaleCommand implements Callable<Integer> {
    private static final String PATH = "/autoscale";
    private static final String WINDOW = "CRON;DURATION";

    private final Cli cli;

    @Mixin
    private AtDatacenter which;

    @Option(names = "--min", paramLabel = "N", description = "Fewest nodes; a multiple of the racks.")
    private Integer min;

    @Option(names = "--max", paramLabel = "N", description = "Most nodes; a multiple of the racks.")
    private Integer max;

    @Option(
            names = "--target-cpu",
            paramLabel = "PERCENT",
            description = "Grow above this CPU use of the nodes' cores.")
    private Integer cpu;

    @Option(
            names = "--target-load",
            paramLabel = "BYTES",
            description = "Grow above this much data on the fullest node.")
    private Long load;

    @Option(names = "--cooldown", description = "After a run, before the next decision, e.g. 15m (default: 10m).")
    private Duration cooldown;

    @Option(
            names = "--window",
            paramLabel = WINDOW,
            converter = OfWindow.class,
            description = "When it may decide, e.g. '0 8 * * 1-5;10h'; may be given several times (default: always).")
    private List<Window> windows = new ArrayList<>();

    @Option(names = "--time-zone", description = "Of the windows, an IANA name (default: UTC).")
    private String timeZone;

    @Option(names = "--off", description = "Leave the datacenter as it is from now on.")
    private boolean off;

    @Option(names = "--show", description = "Show the policy and what it decided last.")
    private boolean show;

    AutoscaleCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        boolean sets =
                Stream.of(min, max, cpu, load, cooldown, timeZone).anyMatch(Objects::nonNull) || !windows.isEmpty();
        if (Stream.of(sets, off, show).filter(chosen -> chosen).count() > 1) {
            throw new CliException(ExitCode.USAGE, "--off and --show go without other options");
        }
        return off
                ? delete(cli.services().scaling())
                : shown(sets, cli.services().scaling());
    }

    private int delete(ServiceClient client) {
        client.delete(which.path(PATH));
        cli.console().say("Datacenter " + which.name() + " follows its load no more; it stays as it is.");
        return ExitCode.OK;
    }

    private int shown(boolean sets, ServiceClient client) {
        JsonNode answer = sets ? client.put(which.path(PATH), policy()).body() : client.get(which.path(PATH));
        cli.console().result(answer, table(answer));
        return ExitCode.OK;
    }

    private AutoscalePolicy policy() {
        return new AutoscalePolicy(min, max, cpu, load, cooldown, windows, timeZone);
    }

    private static Table table(JsonNode answer) {
        var rows = new ArrayList<List<String>>();
        for (String part : List.of("policy", "measured")) {
            rows.addAll(Tables.fields(answer.path(part)).rows());
        }
        answer.path("policy")
                .path("windows")
                .forEach(window -> rows.add(List.of(
                        "window", Tables.text(window, "cronExpression") + " for " + Tables.text(window, "duration"))));
        rows.addAll(Tables.fields(answer).rows());
        return new Table(List.of("field", "value"), rows);
    }

    /** When a window opens and for how long. */
    static final class OfWindow implements ITypeConverter<Window> {
        @Override
        public Window convert(String text) {
            int end = text.lastIndexOf(';');
            if (end < 0) {
                throw new TypeConversionException("must be " + WINDOW + ", e.g. '0 8 * * 1-5;10h'; was '" + text + "'");
            }
            return new Window(
                    text.substring(0, end).strip(),
                    new OfDuration().convert(text.substring(end + 1).strip()));
        }
    }
}
