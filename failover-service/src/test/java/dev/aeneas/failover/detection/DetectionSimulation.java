package dev.aeneas.failover.detection;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Event;
import dev.aeneas.contracts.FailoverEvent;
import dev.aeneas.contracts.Observation.DatacenterObserved;
import dev.aeneas.failover.detection.SilenceTracker.Round;
import dev.aeneas.failover.detection.SilenceTracker.Sighting;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Real trackers, votes, decider and region processes over simulated time: nodes, observers, wires and clocks misbehave as a
 * test says, and everything else is jittered by the seed.
 */
final class DetectionSimulation {
    static final ClusterName ORDERS = new ClusterName("orders");
    private static final Instant EPOCH = Instant.parse("2026-11-22T10:00:00Z");
    private static final DetectionParameters PARAMETERS = DetectionParameters.DEFAULT;

    private final Random random;
    private final PriorityQueue<Task> queue =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::order));
    private final Map<String, List<Pause>> pauses = new HashMap<>();
    private final Map<String, SimulatedObserver> observers = new LinkedHashMap<>();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final List<Said> said = new ArrayList<>();
    private Decider decider;
    private Duration now = Duration.ZERO;
    private long order;
    private int collected;

    private record Task(Duration at, long order, Runnable run) {}

    /** What was announced, and when. */
    record Said(Duration at, Event event) {}

    /** Something is not there from one moment to another: node region "east", observer "west!", link "west>east". */
    private record Pause(Duration from, Duration to, boolean refuses) {
        boolean holds(Duration at) {
            return at.compareTo(from) >= 0 && at.compareTo(to) < 0;
        }
    }

    DetectionSimulation(long seed, String... observerRegions) {
        random = new Random(seed);
        restartDecider();
        for (var region : observerRegions) {
            observers.put(region, new SimulatedObserver(region));
        }
        every(Duration.ofMillis(50), "decider!", () -> decider.tick());
    }

    /** Every process of the region is gone: connections are refused at once. */
    void kill(String region, long fromMillis, long toMillis) {
        pause(region, fromMillis, toMillis, true);
    }

    /** Every node of the region is frozen, or its packets vanish. */
    void freeze(String region, long fromMillis, long toMillis) {
        pause(region, fromMillis, toMillis, false);
    }

    /** The observer, or {@code decider}, stands still: stop-the-world. */
    void pauseProcess(String name, long fromMillis, long toMillis) {
        pause(name + "!", fromMillis, toMillis, false);
    }

    /** One observer does not reach one region. */
    void cut(String observer, String region, long fromMillis, long toMillis) {
        pause(observer + ">" + region, fromMillis, toMillis, false);
    }

    void setClockAhead(String observer, Duration by) {
        observers.get(observer).clockAhead = by;
    }

    void restartDeciderAt(long millis) {
        at(Duration.ofMillis(millis), this::restartDecider);
    }

    private void pause(String what, long fromMillis, long toMillis, boolean refuses) {
        pauses.computeIfAbsent(what, w -> new ArrayList<>())
                .add(new Pause(Duration.ofMillis(fromMillis), Duration.ofMillis(toMillis), refuses));
    }

    private void restartDecider() {
        var engine = new ProcessEngine(
                URI.create("/test"), List.of(RegionDecisions.KIND), journal, publisher, this::instant);
        decider = new Decider(PARAMETERS, engine, this::instant);
    }

    private Instant instant() {
        return EPOCH.plus(now);
    }

    DetectionSimulation run(Duration until) {
        while (!queue.isEmpty() && queue.peek().at().compareTo(until) <= 0) {
            var task = queue.poll();
            now = task.at();
            task.run().run();
            collect();
        }
        return this;
    }

    private void collect() {
        int publications = publisher.envelopes().size();
        if (publications == collected) {
            return;
        }
        collected = publications;
        var messages = publisher.messages();
        for (int i = said.size(); i < messages.size(); i++) {
            said.add(new Said(now, (Event) messages.get(i)));
        }
    }

    List<Event> said() {
        return said.stream().map(Said::event).toList();
    }

    <T extends FailoverEvent> Optional<Duration> when(Class<T> type) {
        return said.stream()
                .filter(s -> type.isInstance(s.event()))
                .map(Said::at)
                .findFirst();
    }

    long count(Class<? extends FailoverEvent> type) {
        return said().stream().filter(type::isInstance).count();
    }

    /** Publications, repetitions included. */
    int published() {
        return publisher.envelopes().size();
    }

    private void at(Duration when, Runnable run) {
        queue.add(new Task(when, order++, run));
    }

    private Duration jitter(int millisMax) {
        return Duration.ofMillis(random.nextInt(millisMax) + 1L);
    }

    private Optional<Pause> pauseOf(String what, Duration at) {
        return pauses.getOrDefault(what, List.of()).stream()
                .filter(p -> p.holds(at))
                .findFirst();
    }

    /** As a thread with a fixed delay does: a paused process does nothing, and catches nothing up. */
    private void every(Duration interval, String process, Runnable task) {
        at(jitter(Math.toIntExact(interval.toMillis())), new Runnable() {
            @Override
            public void run() {
                var paused = pauseOf(process, now);
                if (paused.isEmpty()) {
                    task.run();
                }
                at(paused.map(Pause::to).orElse(now).plus(interval).plus(jitter(10)), this);
            }
        });
    }

    private final class SimulatedObserver {
        private final String region;
        private final Map<String, SilenceTracker> trackers = new HashMap<>();
        private Duration clockAhead = Duration.ZERO;
        private long round;

        SimulatedObserver(String region) {
            this.region = region;
            every(PARAMETERS.probing().interval(), region + "!", this::look);
        }

        private Instant clock() {
            return instant().plus(clockAhead);
        }

        private void look() {
            round++;
            for (var target : List.of("east", "west")) {
                look(target, round, clock());
            }
        }

        private void look(String target, long number, Instant startedAt) {
            var tracker = trackers.computeIfAbsent(target, t -> new SilenceTracker(PARAMETERS.probing()));
            boolean refused = pauseOf(target, now).filter(Pause::refuses).isPresent();
            var answerAt = now.plus(jitter(20));
            var closesAt = refused ? answerAt : now.plus(PARAMETERS.probing().bound());
            boolean answers = !refused && answersBetween(target, answerAt, closesAt);
            var knownAt = !answers ? closesAt : pausedUntil(target, answerAt).orElse(answerAt);
            afterOwnPause(knownAt, () -> {
                if (answers) {
                    tracker.answered(number, 6, clock()).ifPresent(s -> publish(target, s));
                }
                var ended = new Round(number, startedAt, clock(), answers ? 6 : 0, 6);
                tracker.ended(ended).ifPresent(s -> publish(target, s));
            });
        }

        private boolean answersBetween(String target, Duration answerAt, Duration closesAt) {
            return pausedUntil(target, answerAt)
                    .map(end -> end.compareTo(closesAt) < 0
                            && pausedUntil(target, end).isEmpty())
                    .orElse(true);
        }

        private Optional<Duration> pausedUntil(String target, Duration at) {
            return pauseOf(target, at)
                    .or(() -> pauseOf(region + ">" + target, at))
                    .map(Pause::to);
        }

        private void afterOwnPause(Duration when, Runnable task) {
            at(when, () -> pauseOf(region + "!", now).ifPresentOrElse(p -> at(p.to(), task), task));
        }

        private void publish(String target, Sighting sighting) {
            var observation = new DatacenterObserved(
                    ORDERS,
                    new DatacenterName(target),
                    target,
                    region,
                    region,
                    sighting.round(),
                    sighting.answering(),
                    sighting.total(),
                    0,
                    sighting.silentRounds(),
                    sighting.lastAnswerAt(),
                    sighting.at());
            var arrival = now.plus(jitter(40));
            at(arrival, () -> {
                var paused = pauseOf("decider!", now);
                at(paused.map(Pause::to).orElse(now), () -> decider.observe(observation));
            });
        }
    }
}
