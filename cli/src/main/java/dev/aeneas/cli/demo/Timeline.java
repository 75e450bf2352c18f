package dev.aeneas.cli.demo;

import dev.aeneas.cli.events.Told;
import dev.aeneas.contracts.FailoverEvent;
import dev.aeneas.contracts.MessageTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** When what was told, counted from the loss. Pure. */
public record Timeline(Instant lostAt, List<Told> events) {
    /** What a lost region must lead to, in this order. */
    static final List<Class<? extends FailoverEvent>> ORDER = List.of(
            FailoverEvent.RegionSuspected.class,
            FailoverEvent.RegionDown.class,
            FailoverEvent.TrafficShifted.class,
            FailoverEvent.CapacityRestored.class,
            FailoverEvent.ConsistencyRestored.class);

    public Timeline {
        events = List.copyOf(events);
    }

    /** Milliseconds from the loss to the first event of that type after it; empty when there was none. */
    public Optional<Long> millisTo(Class<? extends FailoverEvent> type) {
        return first(type).map(event -> Duration.between(lostAt, event.time()).toMillis());
    }

    public Optional<Told> first(Class<? extends FailoverEvent> type) {
        String name = MessageTypes.nameOf(type);
        return events.stream()
                .filter(event -> event.type().equals(name) && !event.time().isBefore(lostAt))
                .findFirst();
    }

    /** The names of those that never came. */
    public List<String> missing() {
        return ORDER.stream()
                .filter(type -> first(type).isEmpty())
                .map(Class::getSimpleName)
                .toList();
    }

    /** Whether those that came did so in the order in which they must. */
    public boolean inOrder() {
        List<Instant> times = ORDER.stream()
                .map(type -> first(type).map(Told::time).orElse(null))
                .filter(Objects::nonNull)
                .toList();
        return times.equals(times.stream().sorted().toList());
    }

    /** True when the failover is through, well or badly. */
    public boolean isOver() {
        return first(FailoverEvent.FailoverFailed.class).isPresent()
                || (missing().isEmpty()
                        && first(FailoverEvent.FailoverCompleted.class).isPresent());
    }
}
