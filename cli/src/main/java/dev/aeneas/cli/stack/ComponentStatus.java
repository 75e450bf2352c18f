package dev.aeneas.cli.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a component is at this moment.
 *
 * @param pid null when it does not run
 * @param uptime null when it does not run
 * @param rssBytes resident memory; null when it does not run or the machine does not tell
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComponentStatus(String name, State state, String endpoint, Long pid, Duration uptime, Long rssBytes) {

    /** Whether it runs and does its work. */
    public enum State {
        STOPPED,
        NOT_READY,
        READY
    }

    /** Looks at all of them at once. */
    public static List<ComponentStatus> of(List<Component> components) {
        return AtOnce.map(components, ComponentStatus::of);
    }

    static ComponentStatus of(Component component) {
        String endpoint = component.endpoints().get(0).toString();
        return component
                .process()
                .map(process -> {
                    var rss = Memory.residentBytes(process.pid());
                    return new ComponentStatus(
                            component.name(),
                            component.isReady() ? State.READY : State.NOT_READY,
                            endpoint,
                            process.pid(),
                            uptime(process.pid()),
                            rss.isPresent() ? rss.getAsLong() : null);
                })
                .orElseGet(() -> new ComponentStatus(component.name(), State.STOPPED, endpoint, null, null, null));
    }

    private static Duration uptime(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(began -> Duration.between(began, Instant.now()))
                .orElse(null);
    }
}
