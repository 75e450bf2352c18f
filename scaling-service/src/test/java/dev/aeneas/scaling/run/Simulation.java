package dev.aeneas.scaling.run;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.PublishMessages;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.scaling.FakeProvisioning;
import dev.aeneas.scaling.Machines;
import dev.aeneas.scaling.cluster.ClusterDecisions;
import dev.aeneas.scaling.cluster.KnownCluster;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.run.RunWork.FactsSeen;
import dev.aeneas.scaling.run.RunWork.RingSeen;
import dev.aeneas.scaling.run.RunWork.Survey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Every decider of scaling and a fake provisioning on one log that drops, repeats and reorders, under one seed.
 *
 * <p>Publishing may fail half way, as a crash between recording and publishing does.
 */
final class Simulation {
    private static final URI SOURCE = URI.create("/simulation");
    private static final int TURNS_MAX = 20_000;

    static final RunBounds BOUNDS = new RunBounds(
            Duration.ofMinutes(30),
            Duration.ofSeconds(15),
            Duration.ofHours(2),
            3,
            Duration.ofSeconds(2),
            Duration.ofMinutes(30));

    private final Random random;
    private final InMemoryJournal journal = new InMemoryJournal();
    private final ProcessKind<ScaleRun> runs = RunProcess.kind(BOUNDS);
    private final ProcessEngine engine;
    private final List<Envelope> log = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    final FakeProvisioning provisioning;
    final List<Envelope> published = new ArrayList<>();

    Simulation(long seed, ClusterTopology machines) {
        random = new Random(seed);
        provisioning = new FakeProvisioning(machines, step -> random.nextInt(100) >= 40);
        engine = new ProcessEngine(SOURCE, List.of(runs, ClusterDecisions.KIND), journal, this::publish, () -> now);
        // what everybody knows from the beginning
        engine.handle(new Received<>("known", "known", now, new TopologyChanged(Machines.ORDERS, machines)));
    }

    void ask(Demand demand) {
        send(new ScaleDatacenter(
                demand.cluster(),
                demand.datacenter(),
                demand.runId(),
                demand.nodeCount(),
                demand.sku(),
                demand.deadDatacenters(),
                demand.spareCount()));
    }

    void send(Message message) {
        var id = UUID.nameUUIDFromBytes(("" + random.nextLong()).getBytes(StandardCharsets.UTF_8))
                .toString();
        log.add(new Envelope(id, SOURCE, now, id, id, message));
    }

    /** Until every message was taken and every run is over; fails when that does not happen. */
    void run() {
        for (int turn = 0; turn < TURNS_MAX; turn++) {
            if (log.isEmpty() && openRuns().isEmpty() && unswept().isEmpty()) {
                return;
            }
            turn();
        }
        throw new AssertionError("did not end: " + openRuns() + ", in transit: " + log);
    }

    /** So many turns, wherever that leads. */
    void runSome(int turns) {
        for (int turn = 0; turn < turns; turn++) {
            turn();
        }
    }

    private void turn() {
        if (!log.isEmpty() && random.nextInt(10) < 8) {
            deliver();
        } else if (random.nextBoolean()) {
            work();
        } else {
            passTime();
        }
    }

    List<ScaleRun> openRuns() {
        return engine.findAll(runs).stream().filter(run -> !run.over()).toList();
    }

    ScaleRun runOf(String runId) {
        return engine.find(runs, runId).orElse(null);
    }

    KnownCluster cluster() {
        return engine.find(ClusterDecisions.KIND, "orders").orElseThrow();
    }

    /** Any message, not the oldest; one in ten is lost on the way and one in ten is acknowledged too late. */
    private void deliver() {
        var envelope = log.remove(random.nextInt(log.size()));
        int luck = random.nextInt(10);
        if (luck == 0) {
            log.add(envelope);
            return;
        }
        if (luck == 1) {
            log.add(envelope);
        }
        if (envelope.body() instanceof ProvisioningCommand command) {
            provisioning.handle(command).forEach(this::send);
            return;
        }
        try {
            engine.handle(Received.from(envelope, now));
        } catch (PublishMessages.Unavailable e) {
            log.add(envelope);
        }
    }

    /** Runs that are over whose last messages may not be out: as the runner's sweep does, which is not ours to call. */
    private List<String> unswept() {
        return journal.open(RunProcess.KIND).stream()
                .filter(id -> runOf(id).over())
                .toList();
    }

    private void work() {
        unswept().forEach(id -> report(id, "sweep:" + id, "nothing to decide on"));
        for (String id : journal.open(RunProcess.KIND)) {
            for (var work : runOf(id).openWork()) {
                Object report = random.nextInt(5) == 0
                        ? new WorkFailed(work, new IllegalStateException("bad luck"))
                        : work instanceof Survey
                                ? new FactsSeen(provisioning.topology(), Machines.replicated(Map.of("app", 3)))
                                : new RingSeen(List.of(), 0.04);
                report(id, "work:" + id + "|" + work.key(), report);
            }
        }
    }

    private void passTime() {
        record Due(String run, Instant at) {}
        var next = journal.open(RunProcess.KIND).stream()
                .flatMap(
                        id -> Stream.ofNullable(runOf(id).wakeAt().orElse(null)).map(at -> new Due(id, at)))
                .min(Comparator.comparing(Due::at));
        next.ifPresent(due -> {
            now = due.at().isAfter(now) ? due.at() : now;
            report(due.run(), "wake:" + due.run() + "|" + due.at(), new Wake(due.at()));
        });
    }

    /** What a report led to and was not published waits for the sweep, or for somebody who asks again. */
    private void report(String run, String input, Object body) {
        try {
            engine.report(new ProcessId(RunProcess.KIND, run), input, body);
        } catch (PublishMessages.Unavailable e) {
            now = now.plusMillis(1);
        }
    }

    private void publish(List<Envelope> messages) {
        for (var message : messages) {
            if (random.nextInt(20) == 0) {
                throw new PublishMessages.Unavailable("crashed", null);
            }
            published.add(message);
            log.add(message);
        }
    }
}
