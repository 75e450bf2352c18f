package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.Console;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.events.EventLog;
import dev.aeneas.cli.events.Told;
import dev.aeneas.contracts.Topics;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code aeneas events}: what the services observed and decided, as Kafka keeps it. */
@Command(name = "events", description = "Shows the services' events; with --output json one line of JSON each.")
public final class EventsCommand implements Callable<Integer> {
    private static final int DATA_SHOWN = 160;

    private final Cli cli;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new events until interrupted.")
    private boolean follow;

    @Option(names = "--cluster", paramLabel = "NAME", description = "Only this cluster's.")
    private String cluster;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only this topic, e.g. failover (its events), failover.commands or observations.")
    private String topic;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description =
                    "From then on: an instant (2026-11-22T17:00:00Z) or an age (PT10M, 10m); default: all that there are.")
    private String since;

    EventsCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Console console = cli.console();
        try (var log = EventLog.open(cli.settings().bootstrapServers(), topics(), instant(since, Instant.now()))) {
            log.rest().stream()
                    .flatMap(record -> EventLog.event(record).stream())
                    .forEach(event -> show(event, console));
            while (follow && !Thread.currentThread().isInterrupted()) {
                log.events().forEach(event -> show(event, console));
            }
        }
        return ExitCode.OK;
    }

    private List<String> topics() {
        if (topic == null) {
            return Topics.events();
        }
        String name = Stream.of(topic, "aeneas." + topic)
                .filter(Topics.all()::contains)
                .findFirst()
                .orElse("aeneas." + topic + ".events");
        if (!Topics.all().contains(name)) {
            throw new CliException(
                    ExitCode.USAGE,
                    "there is no topic '" + topic + "'; there are: " + String.join(", ", new TreeSet<>(Topics.all())));
        }
        return List.of(name);
    }

    private void show(Told event, Console console) {
        if (cluster == null || cluster.equals(event.cluster())) {
            console.item(event, text(event));
        }
    }

    private static String text(Told event) {
        String data = event.data().toString();
        return String.format(
                Locale.ROOT,
                "%s  %-12s %-22s %s/%d/%d  %s",
                event.time(),
                event.cluster(),
                event.name(),
                event.topic(),
                event.partition(),
                event.offset(),
                data.length() > DATA_SHOWN ? data.substring(0, DATA_SHOWN) + "…" : data);
    }

    /** Null stays null: from the beginning. */
    static Instant instant(String text, Instant now) {
        if (text == null) {
            return null;
        }
        try {
            return text.contains(":") ? Instant.parse(text) : now.minus(new OfDuration().convert(text));
        } catch (DateTimeException | TypeConversionException e) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--since must be an instant (2026-11-22T17:00:00Z) or an age (10m, PT10M); was '" + text + "'",
                    e);
        }
    }
}
