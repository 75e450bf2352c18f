package dev.aeneas.cli.stack;

import java.time.Duration;
import java.util.List;

/**
 * What an {@code up} did.
 *
 * @param took from its beginning until all were ready
 */
public record UpReport(Duration took, List<Started> components) {
    private static final List<String> FOUNDATIONS = List.of("kafka", "store");

    /** Whether a component was there already. */
    public enum Origin {
        STARTED,
        RESTARTED,
        ADOPTED
    }

    /**
     * One component.
     *
     * @param readyAfter from the beginning of the {@code up} until it was ready
     */
    public record Started(String name, Origin origin, Duration readyAfter) {}

    public boolean startedEverything() {
        return components.stream().noneMatch(component -> component.origin() == Origin.ADOPTED);
    }

    /**
     * The slowest chain, one after the other: Kafka, then the store, then the slowest service from when it had both. All
     * run at the same time, so the whole should take less.
     */
    public Duration slowestChain() {
        Duration foundationsReady = FOUNDATIONS.stream()
                .map(this::readyAfter)
                .max(Duration::compareTo)
                .orElseThrow();
        Duration slowestService = components.stream()
                .filter(component -> !FOUNDATIONS.contains(component.name()))
                .map(component -> component.readyAfter().minus(foundationsReady))
                .max(Duration::compareTo)
                .filter(after -> !after.isNegative())
                .orElse(Duration.ZERO);
        return FOUNDATIONS.stream().map(this::readyAfter).reduce(slowestService, Duration::plus);
    }

    /** How long it took, measured against the slowest chain; at most 1.5 is promised. */
    public double ratio() {
        return took.toMillis() / (double) Math.max(1, slowestChain().toMillis());
    }

    private Duration readyAfter(String name) {
        return components.stream()
                .filter(component -> component.name().equals(name))
                .map(Started::readyAfter)
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
