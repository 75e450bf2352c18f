package dev.aeneas.failover.detection;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Event;
import dev.aeneas.contracts.FailoverEvent;
import dev.aeneas.contracts.Observation.DatacenterObserved;
import dev.aeneas.failover.detection.Pauses.Pause;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
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
    static final DetectionParameters PARAMETERS = DetectionParameters.DEFAULT;
    static final List<String> REGIONS = List.of("east", "west");

    private static final Duration MEMORY = Duration.ofSeconds(10);

    /** What a consumer that takes over reads again, since the one before it had not committed it. */
    private static final Duration UNCOMMITTED = Duration.ofSeconds(2);

    private final Random random;
    private final PriorityQueue<Task> queue =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::order));
    private final Pauses pauses = new Pauses(MEMORY);
    private final Map<String, SimulatedObserver> observers = new LinkedHashMap<>();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final List<Said> said = new ArrayList<>();
    private final List<Decider> deciders = new ArrayList<>();
    private final ArrayDeque<Delivered> delivered = new ArrayDeque<>();
    private final Map<String, Integer> latencyMillis = new HashMap<>();
    private final Map<String, Integer> lagMillis = new HashMap<>();
    private Duration deciderClockAhead = Duration.ZERO;
    private double lossOfMessages;
    private int delayMillisMax = 40;
    private int owner;
    private Duration handedOverAt = MEMORY.negated();
    private Duration now = Duration.ZERO;
    private long order;
    private int collected;

    private record Delivered(Duration at, DatacenterObserved observation) {}

    private record Task(Duration at, long order, Runnable run) {}

    /** What was announced, and when. */
    record Said(Duration at, Event event) {}

    DetectionSimulation(long seed, String... observerRegions) {
        random = new Random(seed);
        deciders.add(newDecider());
        deciders.add(newDecider());
        for (var region : observerRegions) {
            observers.put(region, new SimulatedObserver(region, this));
        }
        every(Duration.ofMillis(50), "decider!", this::tick);
    }

    /** The one before goes on with what it heard, as long as that can count. */
    private void tick() {
        deciders.get(owner).tick();
        if (now.compareTo(handedOverAt.plus(MEMORY)) < 0) {
            deciders.get(1 - owner).tick();
        }
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

    /** Nodes answer, and writes there fail or hang. */
    void failWrites(String region, long fromMillis, long toMillis) {
        pause(region + "#writes", fromMillis, toMillis, random.nextBoolean());
    }

    /** The region's machines have too much to do: whatever is asked is answered, and takes up to so long. */
    void slowDown(String region, long fromMillis, long toMillis, int latencyMillisMax) {
        pause(region + "%", fromMillis, toMillis, false);
        latencyMillis.put(region, latencyMillisMax);
    }

    /** The observer gets the processor late: what it wants to send goes out up to so much later. */
    void starve(String observer, long fromMillis, long toMillis, int lagMillisMax) {
        pause(observer + "@", fromMillis, toMillis, false);
        lagMillis.put(observer, lagMillisMax);
    }

    /** One node of a region, of the six. */
    void killNode(String region, int node, long fromMillis, long toMillis) {
        pause(region + "/" + node, fromMillis, toMillis, true);
    }

    /** What an observer says does not arrive. */
    void mute(String observer, long fromMillis, long toMillis) {
        pause(observer + "~", fromMillis, toMillis, false);
    }

    /** An observer's process ends and starts anew. */
    void restartObserver(String observer, long fromMillis, long toMillis) {
        pauseProcess(observer, fromMillis, toMillis);
        at(Duration.ofMillis(toMillis), () -> observers.get(observer).forget());
    }

    /** Harsher than real: what measures time at an observer is a clock that cannot jump. */
    void jumpClock(String observer, Duration by, long atMillis) {
        at(Duration.ofMillis(atMillis), () -> observers.get(observer).jumpClock(by));
    }

    void jumpDecidersClock(Duration by, long atMillis) {
        at(Duration.ofMillis(atMillis), () -> deciderClockAhead = deciderClockAhead.plus(by));
    }

    /** Another replica becomes the decider; the one before it hears no more. */
    void handOverAt(long millis) {
        at(Duration.ofMillis(millis), () -> {
            owner = 1 - owner;
            handedOverAt = now;
            readAgain();
        });
    }

    void setWire(double loss, int delayMillis) {
        lossOfMessages = loss;
        delayMillisMax = delayMillis;
    }

    void setClockAhead(String observer, Duration by) {
        observers.get(observer).jumpClock(by);
    }

    void restartDeciderAt(long millis) {
        at(Duration.ofMillis(millis), () -> {
            deciders.set(owner, newDecider());
            readAgain();
        });
    }

    private void readAgain() {
        delivered.removeIf(d -> d.at().plus(UNCOMMITTED).compareTo(now) < 0);
        delivered.forEach(d -> deciders.get(owner).observe(d.observation()));
    }

    private void pause(String what, long fromMillis, long toMillis, boolean refuses) {
        pauses.add(what, new Pause(Duration.ofMillis(fromMillis), Duration.ofMillis(toMillis), refuses));
    }

    private Decider newDecider() {
        var engine = new ProcessEngine(
                URI.create("/test"), List.of(RegionDecisions.KIND), journal, publisher, this::instant);
        return new Decider(PARAMETERS, engine, () -> instant().plus(deciderClockAhead), this::instant);
    }

    Instant instant() {
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

    void at(Duration when, Runnable run) {
        queue.add(new Task(when, order++, run));
    }

    /** Never quicker than half of the most. */
    private Duration slow(int millisMax) {
        return jitter(millisMax / 2).plusMillis(millisMax / 2);
    }

    private Duration jitter(int millisMax) {
        return Duration.ofMillis(random.nextInt(millisMax) + 1L);
    }

    Optional<Pause> pauseOf(String what, Duration at) {
        return pauses.of(what, at);
    }

    /** As a thread with a fixed delay does: a paused process does nothing, and catches nothing up. */
    void every(Duration interval, String process, Runnable task) {
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

    Duration now() {
        return now;
    }

    /** Until a node of the region answers. */
    Duration latency(String target) {
        return pauseOf(target + "%", now).isPresent() ? slow(latencyMillis.get(target)) : jitter(20);
    }

    /** Until what an observer wants to send goes out. */
    Duration lag(String observer) {
        return pauseOf(observer + "@", now).isPresent() ? jitter(lagMillis.get(observer)) : Duration.ZERO;
    }

    boolean losesMessage() {
        return random.nextDouble() < lossOfMessages;
    }

    /** Of a message on its way. */
    Duration delay() {
        return jitter(delayMillisMax);
    }

    /** What was observed comes to the decider, or waits for it. */
    void arrives(Duration when, DatacenterObserved observation) {
        at(when, () -> {
            var paused = pauseOf("decider!", now);
            at(paused.map(Pause::to).orElse(now), () -> deliver(observation));
        });
    }

    private void deliver(DatacenterObserved observation) {
        delivered.add(new Delivered(now, observation));
        if (delivered.size() > 500) {
            delivered.removeFirst();
        }
        deciders.get(owner).observe(observation);
    }
}
