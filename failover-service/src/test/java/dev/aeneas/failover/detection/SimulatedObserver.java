package dev.aeneas.failover.detection;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Observation.DatacenterObserved;
import dev.aeneas.failover.detection.CanaryTracker.Tried;
import dev.aeneas.failover.detection.Pauses.Pause;
import dev.aeneas.failover.detection.SilenceTracker.Round;
import dev.aeneas.failover.detection.SilenceTracker.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Real trackers of one vantage point; what it asks is answered as the simulated world is at that time. */
final class SimulatedObserver {
    private static final DetectionParameters PARAMETERS = DetectionSimulation.PARAMETERS;
    private static final List<Integer> NODES = List.of(0, 1, 2, 3, 4, 5);

    private final String region;
    private final DetectionSimulation world;
    private final Map<String, SilenceTracker> trackers = new HashMap<>();
    private final Map<String, CanaryTracker> canaries = new HashMap<>();
    private Duration clockAhead = Duration.ZERO;
    private Duration lastArrival = Duration.ZERO;
    private long round;
    private long canaryRound;

    SimulatedObserver(String region, DetectionSimulation world) {
        this.region = region;
        this.world = world;
        world.every(PARAMETERS.probing().interval(), region + "!", this::look);
        world.every(PARAMETERS.canaries().interval(), region + "!", this::write);
    }

    /** It starts anew. */
    void forget() {
        trackers.clear();
        canaries.clear();
        round = 0;
        canaryRound = 0;
    }

    void jumpClock(Duration by) {
        clockAhead = clockAhead.plus(by);
    }

    private Instant clock() {
        return world.instant().plus(clockAhead);
    }

    private void look() {
        round++;
        for (var target : DetectionSimulation.REGIONS) {
            look(target, round, clock());
        }
    }

    private void look(String target, long number, Instant startedAt) {
        var tracker = trackers.computeIfAbsent(target, t -> new SilenceTracker(PARAMETERS));
        var asked = PARAMETERS.inTurn(NODES, number);
        boolean refused =
                world.pauseOf(target, world.now()).filter(Pause::refuses).isPresent()
                        || asked.stream().allMatch(n -> isDead(target, n));
        var sentAt = world.now().plus(world.lag(region));
        var answerAt = sentAt.plus(world.latency(target));
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
        for (var target : DetectionSimulation.REGIONS) {
            write(target, canaryRound, clock());
        }
    }

    private void write(String target, long number, Instant startedAt) {
        var tracker = canaries.computeIfAbsent(target, t -> new CanaryTracker(PARAMETERS.canaries()));
        var stall = world.pauseOf(target + "#writes", world.now());
        boolean refused = stall.filter(Pause::refuses).isPresent()
                || world.pauseOf(target, world.now()).filter(Pause::refuses).isPresent()
                || isDead(target, Math.toIntExact(number % NODES.size()));
        var sentAt = world.now().plus(world.lag(region));
        var answerAt = sentAt.plus(world.latency(target));
        var closesAt = refused ? answerAt : sentAt.plus(PARAMETERS.canaries().bound());
        var endOfStall = stall.map(Pause::to).orElse(answerAt);
        var writtenAt = endOfStall.compareTo(answerAt) > 0 ? endOfStall : answerAt;
        boolean good = !refused && writtenAt.compareTo(closesAt) < 0 && answersBetween(target, writtenAt, closesAt);
        var knownAt = !good ? closesAt : pausedUntil(target, writtenAt).orElse(writtenAt);
        afterOwnPause(
                knownAt,
                () -> tracker.ended(
                        good
                                ? new Tried(
                                        number, startedAt, clock(), world.now().minus(sentAt), null)
                                : new Tried(number, startedAt, clock(), null, "no answer in time")));
    }

    private boolean isDead(String target, int node) {
        return world.pauseOf(target + "/" + node, world.now()).isPresent();
    }

    private boolean answersBetween(String target, Duration answerAt, Duration closesAt) {
        var answered = pausedUntil(target, answerAt).orElse(answerAt);
        return answered.compareTo(closesAt) < 0 && pausedUntil(target, answered).isEmpty();
    }

    private Optional<Duration> pausedUntil(String target, Duration at) {
        return world.pauseOf(target, at)
                .or(() -> world.pauseOf(region + ">" + target, at))
                .map(Pause::to);
    }

    private void afterOwnPause(Duration when, Runnable task) {
        world.at(when, () -> world.pauseOf(region + "!", world.now())
                .ifPresentOrElse(p -> world.at(p.to(), task), task));
    }

    private void publish(String target, Sighting sighting) {
        if (world.losesMessage() || world.pauseOf(region + "~", world.now()).isPresent()) {
            return;
        }
        var arrival = world.now().plus(world.delay());
        lastArrival = arrival.compareTo(lastArrival) > 0 ? arrival : lastArrival; // a partition keeps its order
        world.arrives(lastArrival, observation(target, sighting));
    }

    private DatacenterObserved observation(String target, Sighting sighting) {
        return new DatacenterObserved(
                DetectionSimulation.ORDERS,
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
