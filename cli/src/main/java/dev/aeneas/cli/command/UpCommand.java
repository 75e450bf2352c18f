package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.stack.LocalStack;
import dev.aeneas.cli.stack.StackHome;
import dev.aeneas.cli.stack.StackSettings;
import dev.aeneas.cli.stack.StackUp;
import dev.aeneas.cli.stack.UpReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aeneas up}: starts what is missing of the local stack and returns when all of it is ready. */
@Command(name = "up", description = "Starts Kafka, the control store and the services; adopts what runs already.")
public final class UpCommand implements Callable<Integer> {
    private final Cli cli;

    @Option(
            names = "--set",
            paramLabel = "SETTING=VALUE",
            description = "Changes a setting of stack.properties, e.g. kafka.port=19092, store.address=127.11.1.1, "
                    + "provisioning.port=18101, local.address-base=60.")
    private Map<String, String> changes = new LinkedHashMap<>();

    UpCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Console console = cli.console();
        UpReport report = up(cli.home(), cli.settings().with(changes), console);
        console.result(json(report), table(report));
        console.line(summary(report));
        return ExitCode.OK;
    }

    static UpReport up(StackHome home, StackSettings settings, Console console) {
        settings.save(home);
        var stack = new LocalStack(home, settings);
        int total = stack.components().size();
        try (var progress = new Progress(console, "up", total)) {
            return new StackUp(
                            home,
                            stack,
                            started -> progress.step(started.name() + " "
                                    + (started.origin() == UpReport.Origin.ADOPTED ? "runs already" : "ready")))
                    .run();
        }
    }

    private static Table table(UpReport report) {
        return new Table(
                List.of("component", "was", "ready after"),
                report.components().stream()
                        .map(one -> List.of(
                                one.name(),
                                one.origin().name().toLowerCase(Locale.ROOT),
                                Texts.seconds(one.readyAfter())))
                        .toList());
    }

    private static String summary(UpReport report) {
        String took = "All ready in " + Texts.seconds(report.took());
        if (!report.startedEverything()) {
            return took + ".";
        }
        return took + "; Kafka, then the store, then the slowest service one after the other: "
                + Texts.seconds(report.slowestChain())
                + String.format(Locale.ROOT, " (%.2f ×, promised: 1.5 ×).", report.ratio());
    }

    static Map<String, Object> json(UpReport report) {
        var json = new LinkedHashMap<String, Object>();
        json.put("tookMs", report.took().toMillis());
        if (report.startedEverything()) {
            json.put("slowestChainMs", report.slowestChain().toMillis());
            json.put("ratio", report.ratio());
        }
        json.put(
                "components",
                report.components().stream()
                        .map(one -> Map.of(
                                "name", one.name(),
                                "origin", one.origin(),
                                "readyAfterMs", one.readyAfter().toMillis()))
                        .toList());
        return json;
    }
}
