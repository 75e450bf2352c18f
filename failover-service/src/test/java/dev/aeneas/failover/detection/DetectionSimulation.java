package dev.aeneas.failover.detection;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Event;
import dev.aeneas.contracts.FailoverEvent;
import dev.aeneas.contracts.Observation.DatacenterObserved;
import dev.aeneas.failover.detection.CanaryTracker.Tried;
import dev.aeneas.failover.detection.SilenceTracker.Round;
import dev.aeneas.failover.detection.SilenceTracker.Sighting;
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
    private static final DetectionParameters PARAMETERS = DetectionParameters.DEFAULT;
    private static final List<String> REGIONS = List.of("east", "west");
    private static final List<Integer> NODES = List.of(0, 1, 2, 3, 4, 5);

    private static final Duration MEMORY = Duration.ofSeconds(10);

    /** What a consumer that takes over reads again, since the one before it had not committed it. */
    private static final Duration UNCOMMITTED = Duration.ofSeconds(2);

    private final Random random;
    private final PriorityQueue<Task> queue =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::order));
    private final Map<String, List<Pause>> pauses = new HashMap<>();
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

    /** Something is not there from one moment to another: node region "east", observer "west!", link "west>east". */
    private record Pause(Duration from, Duration to, boolean refuses) {
        boolean holds(Duration at) {
            return at.compareTo(from) >= 0 && at.compareTo(to) < 0;
        }
    }

    DetectionSimulation(long seed, String... observerRegions) {
        random = new Random(seed);
        deciders.add(newDecider());
        deciders.add(newDecider());
        for (var region : observerRegions) {
            observers.put(region, new SimulatedObserver(region));
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
        at(
                Duration.ofMillis(atMillis),
                () -> observers.get(observer).clockAhead =
                        observers.get(observer).clockAhead.plus(by));
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
        observers.get(observer).clockAhead = by;
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
        pauses.computeIfAbsent(what, w -> new ArrayList<>())
                .add(new Pause(Duration.ofMillis(fromMillis), Duration.ofMillis(toMillis), refuses));
    }

    private Decider newDecider() {
        var engine = new ProcessEngine(
                URI.create("/test"), List.of(RegionDecisions.KIND), journal, publisher, this::instant);
        return new Decider(PARAMETERS, engine, () -> instant().plus(deciderClockAhead), this::instant);
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

    /** Never quicker than half of the most. */
    private Duration slow(int millisMax) {
        return jitter(millisMax / 2).plusMillis(millisMax / 2);
    }

    private Duration jitter(int millisMax) {
        return Duration.ofMillis(random.nextInt(millisMax) + 1L);
    }

    private Optional<Pause> pauseOf(String what, Duration at) {
        var known = pauses.get(what);
        if (known == null) {
            return Optional.empty();
        }
        known.removeIf(p -> p.to().plus(MEMORY).compareTo(at) < 0); // there are many, and this is asked all the time
        for (var pause : known) {
            if (pause.holds(at)) {
                return Optional.of(pause);
            }
        }
        return Optional.empty();
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
        private final Map<String, CanaryTracker> canaries = new HashMap<>();
        private Duration clockAhead = Duration.ZERO;
        private Duration lastArrival = Duration.ZERO;
        private long round;
        private long canaryRound;

        SimulatedObserver(String region) {
            this.region = region;
            every(PARAMETERS.probing().interval(), region + "!", this::look);
            every(PARAMETERS.canaries().interval(), region + "!", this::write);
        }

        void forget() {
            trackers.clear();
            canaries.clear();
            round = 0;
            canaryRound = 0;
        }

        private Instant clock() {
            return instant().plus(clockAhead);
        }

        private void look() {
            round++;
            for (var target : REGIONS) {
                look(target, round, clock());
            }
        }

        private void look(String target, long number, Instant startedAt) {
            var tracker = trackers.computeIfAbsent(target, t -> new SilenceTracker(PARAMETERS));
            var asked = PARAMETERS.inTurn(NODES, number);
            boolean refused = pauseOf(target, now).filter(Pause::refuses).isPresent()
                    || asked.stream().allMatch(n -> isDead(target, n));
            var sentAt = now.plus(lag());
            var answerAt = sentAt.plus(latency(target));
            var closesAt = refused ? answerAt : sentAt.plus(PARAMETERS.probing().bound());
            boolean answers = !refused && answersBetween(target, answerAt, closesAt);
            var knownAt = !answers ? closesAt : pausedUntil(target, answerAt).orElse(answerAt);
            if (!answers && !refused && answersBetween(target, answerAt, closesAt.plus(PARAMETERS.lateAnswers()))) {
                var lateAt = pausedUntil(target, answerAt).orElse(answerAt);
                afterOwnPause(lateAt, () -> tracker.answered(number, 6, clock()).ifPresent(s -> publish(target, s)));
            }
            afterOwnPause(knownAt, () -> {
                if (answers) {
                    tracker.answered(number, 6, clock()).ifPresent(s -> publish(target, s));
                }
                var ended = new Round(number, startedAt, clock(), answers ? 6 : 0, 6);
                tracker.ended(ended).ifPresent(s -> publish(target, s));
            });
        }

        /** By another coordinator each time. */
        private void write() {
            canaryRound++;
            for (var target : REGIONS) {
                write(target, canaryRound, clock());
            }
        }

        private void write(String target, long number, Instant startedAt) {
            var tracker = canaries.computeIfAbsent(target, t -> new CanaryTracker(PARAMETERS.canaries()));
            var stall = pauseOf(target + "#writes", now);
            boolean refused = stall.filter(Pause::refuses).isPresent()
                    || pauseOf(target, now).filter(Pause::refuses).isPresent()
                    || isDead(target, Math.toIntExact(number % NODES.size()));
            var sentAt = now.plus(lag());
            var answerAt = sentAt.plus(latency(target));
            var closesAt = refused ? answerAt : sentAt.plus(PARAMETERS.canaries().bound());
            var endOfStall = stall.map(Pause::to).orElse(answerAt);
            var writtenAt = endOfStall.compareTo(answerAt) > 0 ? endOfStall : answerAt;
            boolean good = !refused && writtenAt.compareTo(closesAt) < 0 && answersBetween(target, writtenAt, closesAt);
            var knownAt = !good ? closesAt : pausedUntil(target, writtenAt).orElse(writtenAt);
            afterOwnPause(
                    knownAt,
                    () -> tracker.ended(
                            good
                                    ? new Tried(number, startedAt, clock(), now.minus(sentAt), null)
                                    : new Tried(number, startedAt, clock(), null, "no answer in time")));
        }

        private Duration latency(String target) {
            return pauseOf(target + "%", now).isPresent() ? slow(latencyMillis.get(target)) : jitter(20);
        }

        private Duration lag() {
            return pauseOf(region + "@", now).isPresent() ? jitter(lagMillis.get(region)) : Duration.ZERO;
        }

        private boolean isDead(String target, int node) {
            return pauseOf(target + "/" + node, now).isPresent();
        }

        private boolean answersBetween(String target, Duration answerAt, Duration closesAt) {
            var answered = pausedUntil(target, answerAt).orElse(answerAt);
            return answered.compareTo(closesAt) < 0
                    && pausedUntil(target, answered).isEmpty();
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
            boolean lost = random.nextDouble() < lossOfMessages;
            if (lost || pauseOf(region + "~", now).isPresent()) {
                return;
            }
            var observation = observation(target, sighting);
            var arrival = now.plus(jitter(delayMillisMax));
            lastArrival = arrival.compareTo(lastArrival) > 0 ? arrival : lastArrival; // a partition keeps its order
            at(lastArrival, () -> {
                var paused = pauseOf("decider!", now);
                at(paused.map(Pause::to).orElse(now), () -> deliver(observation));
            });
        }

        private DatacenterObserved observation(String target, Sighting sighting) {
            return new DatacenterObserved(
                    ORDERS,
                    new DatacenterName(target),
                    target,
                    region,
                    region.replaceAll("#.*", ""), // a second observer in west is west#2
                    sighting.round(),
                    sighting.answering(),
                    sighting.total(),
                    0,
                    sighting.silentRounds(),
                    sighting.lastAnswerAt(),
                    sighting.at(),
                    Optional.ofNullable(canaries.get(target))
                            .flatMap(CanaryTracker::current)
                            .orElse(null));
        }
    }

    private void deliver(DatacenterObserved observation) {
        delivered.add(new Delivered(now, observation));
        if (delivered.size() > 500) {
            delivered.removeFirst();
        }
        deciders.get(owner).observe(observation);
    }
}
