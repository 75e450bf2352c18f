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
import java.util.Optional;

/** Follows one scale run until it is over and shows it live: steps from its resource, nodes and bytes from its events. */
public final class RunWatch implements AutoCloseable {
    private static final String TOPIC = "aeneas.scaling.events";
    /** How often the resource is read; events come by themselves. */
    private static final Duration LOOK = Duration.ofMillis(400);

    private final Console console;
    private final Optional<EventLog> events;
    private final RunSights sights = new RunSights();
    private final Instant began = Instant.now();

    private RunWatch(Console console, Optional<EventLog> events) {
        this.console = console;
        this.events = events;
    }

    /**
     * Listens from now on: to be opened before the run is asked for, so that nothing of it is missed. Where Kafka is not to be had from
     * here, as with services on Kubernetes, it says so, and steps are seen all the same.
     */
    public static RunWatch open(Console console, String bootstrapServers) {
        try {
            return new RunWatch(console, Optional.of(EventLog.open(bootstrapServers, List.of(TOPIC), Instant.now())));
        } catch (CliException e) {
            console.say("Steps are shown without their nodes and bytes, since no Kafka answers at " + bootstrapServers);
            return new RunWatch(console, Optional.empty());
        }
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
            events.ifPresentOrElse(log -> log.events().forEach(event -> take(event, runId)), Operations::pause);
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
        events.ifPresent(EventLog::close);
    }
}
