package dev.aeneas.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.Console;
import dev.aeneas.cli.events.EventLog;
import dev.aeneas.cli.events.Told;
import dev.aeneas.cli.rest.Operations;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.contracts.ScalingEvent.ScaleProgress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Follows one scale run until it is over and shows it live: steps from its resource, nodes and bytes from its events. */
public final class RunWatch implements AutoCloseable {
    private static final String TOPIC = "aeneas.scaling.events";
    /** How often the resource is read; events come by themselves. */
    private static final Duration LOOK = Duration.ofMillis(400);

    private final Console console;
    private final EventLog events;
    private final RunSights sights = new RunSights();
    private final Instant began = Instant.now();

    private RunWatch(Console console, EventLog events) {
        this.console = console;
        this.events = events;
    }

    /** Listens from now on: to be opened before the run is asked for, so that nothing of it is missed. */
    public static RunWatch open(Console console, String bootstrapServers) {
        return new RunWatch(console, EventLog.open(bootstrapServers, List.of(TOPIC), Instant.now()));
    }

    /**
     * The run as it was when it was over.
     *
     * @throws CliException with {@code TIMED_OUT} after the bound; the run itself goes on
     */
    public JsonNode follow(ServiceClient client, URI run, Duration bound) {
        try (Screen screen = screen()) {
            while (elapsed().compareTo(bound) < 0) {
                JsonNode seen = client.get(run.getPath());
                sights.saw(seen);
                listen(seen.path("runId").asText(), screen);
                if (Operations.isOver(seen)) {
                    return seen;
                }
            }
        }
        throw CliException.timedOut(run.getPath() + " still goes on after " + bound);
    }

    private void listen(String runId, Screen screen) {
        Instant until = Instant.now().plus(LOOK);
        do {
            events.events().forEach(event -> take(event, runId));
            sights.picture(Instant.now()).ifPresent(picture -> screen.show(picture, elapsed()));
        } while (Instant.now().isBefore(until));
    }

    private void take(Told event, String runId) {
        event.as(ScaleProgress.class)
                .filter(progress -> progress.runId().equals(runId))
                .ifPresent(progress -> sights.heard(progress, event.time()));
    }

    private Screen screen() {
        if (console.isJson()) {
            return new JsonScreen(picture -> console.item(picture, ""));
        }
        return console.isTerminal() ? TerminalScreen.open() : new LineScreen(console::say);
    }

    private Duration elapsed() {
        return Duration.between(began, Instant.now());
    }

    @Override
    public void close() {
        events.close();
    }
}
