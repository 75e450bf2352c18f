package dev.aeneas.cli.demo;

import dev.aeneas.cli.events.EventLog;
import dev.aeneas.cli.events.Told;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Topics;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Collects a cluster's events as they come, in a thread of its own. */
final class EventWatch implements AutoCloseable {
    private final List<Told> events = new CopyOnWriteArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final AtomicInteger repeated = new AtomicInteger();
    private final EventLog log;
    private final ClusterName cluster;
    private final Consumer<Told> listener;
    private final Thread thread;
    private volatile boolean closed;

    /** Opens the event topics from now on. */
    EventWatch(String bootstrapServers, ClusterName cluster, Consumer<Told> listener) {
        this.log = EventLog.open(bootstrapServers, Topics.events(), Instant.now());
        this.cluster = cluster;
        this.listener = listener;
        this.thread = new Thread(this::watch, "events");
        thread.setDaemon(true);
        thread.start();
    }

    List<Told> events() {
        return List.copyOf(events);
    }

    /** How many came once more. */
    int repeated() {
        return repeated.get();
    }

    private void watch() {
        try (log) {
            while (!closed) {
                log.events().stream()
                        .filter(event -> cluster.value().equals(event.cluster()))
                        .forEach(this::take);
            }
        }
    }

    /** Messages are delivered at least once: the same id again is the same event again. */
    private void take(Told event) {
        if (seen.add(event.id())) {
            events.add(event);
            listener.accept(event);
        } else {
            repeated.incrementAndGet();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
