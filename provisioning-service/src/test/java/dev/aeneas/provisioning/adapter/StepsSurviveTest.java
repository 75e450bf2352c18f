package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisioningCommand;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.CleanUpNodes;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.contracts.TopologyStep.ReplaceNode;
import dev.aeneas.contracts.TopologyStep.ResizeNodes;
import dev.aeneas.contracts.TopologyStep.RollNodes;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.provisioning.step.StepRun;
import dev.aeneas.provisioning.step.StepRun.Stage;
import dev.aeneas.provisioning.testing.FakeMachines;
import dev.aeneas.provisioning.testing.FakeService;
import dev.aeneas.provisioning.testing.FakeService.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole scale run's steps, whoever dies or is paused in between; on fakes that outlive every service. */
class StepsSurviveTest {
    private static final ClusterName NAME = new ClusterName("orders");
    private static final DatacenterName WEST = new DatacenterName("west");
    private static final NodeSetup QUICKER = new NodeSetup(Map.of("compaction_throughput", "128MiB/s"), null);
    /** So many places all over the run; all of them, some thousands, take minutes. */
    private static final int DEATHS = Integer.getInteger("aeneas.test.deaths", 100);

    private static final Duration WAIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private World world() {
        var cluster = new FakeCluster();
        return new World(cluster, new FakeMachines(cluster), new InMemoryJournal(), folder);
    }

    /** Kills the service before or after calls to the journal, to machines and to nodes. */
    @Test
    void theRunGoesOnWhereRealityIsWhereverTheServiceDies() throws Exception {
        var undisturbed = run(Integer.MAX_VALUE);
        assertThat(undisturbed.calls()).isGreaterThan(200);
        assertThat(undisturbed.steps())
                .hasSize(9)
                .allSatisfy((id, stage) -> assertThat(stage).as(id).isEqualTo(Stage.COMPLETED));

        int apart = Math.max(1, undisturbed.calls() / DEATHS);
        for (int dies = 0; dies < undisturbed.calls(); dies += apart) {
            var disturbed = run(dies);
            assertThat(disturbed.steps()).as("died at call %d", dies).isEqualTo(undisturbed.steps());
            assertThat(disturbed.ring()).as("died at call %d", dies).isEqualTo(undisturbed.ring());
            assertThat(disturbed.machines()).as("died at call %d", dies).isEqualTo(undisturbed.machines());
            assertThat(disturbed.locked()).as("died at call %d", dies).isFalse();
        }
    }

    private record Outcome(
            Map<String, Stage> steps,
            Map<String, String> ring,
            Map<String, String> machines,
            boolean locked,
            int calls) {}

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Outcome run(int diesAt) throws InterruptedException {
        var world = world();
        create(world);
        var calls = new AtomicInteger();
        var steps = new TreeMap<String, Stage>();
        long epoch = 0;
        int next = 0;
        boolean mayDie = true;
        while (true) {
            int dies = mayDie ? diesAt : Integer.MAX_VALUE;
            boolean[] dead = {false};
            var service = new FakeService(world, what -> {
                dead[0] |= calls.getAndIncrement() >= dies;
                if (dead[0]) {
                    throw new Died();
                }
            });
            try {
                service.send("reserve", new ReserveTopology(NAME, "run"), Instant.now());
                epoch = service.cluster(NAME).orElseThrow().lock().epoch();
                var plan = plan();
                var ids = List.copyOf(plan.keySet());
                for (; next < ids.size(); next++) {
                    perform(service, epoch, ids.get(next), plan.get(ids.get(next)), dead);
                    steps.put(ids.get(next), stage(service, ids.get(next)));
                }
                service.send("release", new ReleaseTopology(NAME, "run", epoch), Instant.now());
                return outcome(world, service, steps, calls.get());
            } catch (Died e) {
                mayDie = false; // comes back: a new service on the same journal, which asks for the same again
            }
        }
    }

    private static void perform(FakeService service, long epoch, String id, TopologyStep step, boolean[] dead)
            throws InterruptedException {
        service.send(id, new RunTopologyStep(NAME, "run", epoch, id, step), Instant.now());
        for (var work = service.work(NAME); !work.isEmpty(); work = service.work(NAME)) {
            try {
                service.perform(work.get(0));
            } catch (RuntimeException e) {
                throw dead[0] ? new Died() : e;
            }
            if (dead[0]) {
                throw new Died();
            }
        }
    }

    private static Stage stage(FakeService service, String id) {
        return service.cluster(NAME)
                .orElseThrow()
                .lock()
                .step(id)
                .map(StepRun::stage)
                .orElseThrow();
    }

    private static Outcome outcome(World world, FakeService service, Map<String, Stage> steps, int calls) {
        var ring = new TreeMap<String, String>();
        world.cluster()
                .nodes()
                .forEach(node -> ring.put(node.address().toString(), node.mode() + " " + node.plannedTokens()));
        var cluster = service.cluster(NAME).orElseThrow();
        assertThat(cluster.throttlesBefore()).isEmpty();
        return new Outcome(
                steps, ring, world.machines().runningAs(), cluster.lock().held(), calls);
    }

    private static CreateCluster creation() {
        return new CreateCluster(
                NAME,
                AutoReplicate.ALL_KEYSPACES,
                List.of(new DatacenterSpec(WEST, "here", 3, FakeMachines.SMALL, 3, 3)));
    }

    private static FakeService create(World world) throws InterruptedException {
        var service = new FakeService(world, what -> {});
        service.send("create", creation(), Instant.now());
        while (!service.work(NAME).isEmpty()) {
            service.perform(service.work(NAME).get(0));
        }
        assertThat(service.cluster(NAME).orElseThrow().operations().get(0).error())
                .isNull();
        return service;
    }

    /** Out and in, up, another configuration, a dead node replaced: every kind of step. */
    private static Map<String, TopologyStep> plan() {
        var newNodes = new ArrayList<NewNode>();
        for (int number = 4; number <= 6; number++) {
            int first = number;
            var tokens = LongStream.range(0, 16)
                    .map(i -> first * 1_000_003L + i * (1L << 59))
                    .boxed()
                    .toList();
            newNodes.add(new NewNode("west_" + number, "west_" + (number - 3), FakeMachines.SMALL, tokens));
        }
        var names = newNodes.stream().map(NewNode::name).toList();
        var plan = new LinkedHashMap<String, TopologyStep>();
        plan.put("1-prepare", new PrepareNodes(WEST, newNodes));
        plan.put("2-resize", new ResizeNodes(WEST, List.of("west_1"), FakeMachines.LARGE));
        plan.put("3-lift", new ThrottleNodes(WEST, true));
        plan.put("4-join", new JoinNodes(WEST, names));
        plan.put("5-clean-up", new CleanUpNodes(WEST, List.of("west_1", "west_2")));
        plan.put("6-put-back", new ThrottleNodes(WEST, false));
        plan.put("7-roll", new RollNodes(WEST, List.of("west_2", "west_5"), QUICKER));
        plan.put("8-leave", new DecommissionNode(WEST, "west_6"));
        plan.put("9-leave", new DecommissionNode(WEST, "west_5"));
        return plan;
    }

    /** A worker is paused in the middle of its step; another replica ends it, and somebody else takes the lock. */
    @Test
    void aRevivedWorkerWhoseStepIsOverDoesNothing() throws Exception {
        var world = world();
        var second = create(world);
        var paused = new Pause();
        var first = new FakeService(world, paused);
        long old = reserve(first, "one", Instant.now());
        first.send("a", step("one", old, "a", FakeMachines.LARGE), Instant.now());
        paused.at("runs");
        var worker = start(first);
        paused.awaitReached();

        second.perform(second.work(NAME).get(0));
        assertThat(world.machines().runningAs().get("west_1")).startsWith("Large");
        second.send("r", new ReleaseTopology(NAME, "one", old), Instant.now());
        long newer = reserve(second, "two", Instant.now());
        assertThat(newer).isGreaterThan(old);
        second.send("b", step("two", newer, "b", FakeMachines.SMALL), Instant.now());
        second.perform(second.work(NAME).get(0));
        int before = paused.effects();

        paused.goOn();
        worker.join(WAIT.toMillis());

        assertThat(paused.effects()).isEqualTo(before);
        assertThat(world.machines().runningAs().get("west_1")).startsWith("Small");
        assertThat(second.cluster(NAME)
                        .orElseThrow()
                        .lock()
                        .step("b")
                        .orElseThrow()
                        .stage())
                .isEqualTo(Stage.COMPLETED);
    }

    /** The step is still open, but another replica performs it now. */
    @Test
    void aRevivedWorkerThatNoLongerLeadsLeavesTheStepToItsSuccessor() throws Exception {
        var world = world();
        var second = create(world);
        var paused = new Pause();
        var first = new FakeService(world, paused);
        long epoch = reserve(first, "one", Instant.now());
        first.send("a", step("one", epoch, "a", FakeMachines.LARGE), Instant.now());
        paused.at("runs");
        var worker = start(first);
        paused.awaitReached();
        first.loseTheLead();
        int before = paused.effects();

        paused.goOn();
        worker.join(WAIT.toMillis());

        assertThat(paused.effects()).isEqualTo(before);
        assertThat(second.work(NAME)).as("not reported as failed either").hasSize(1);
        second.perform(second.work(NAME).get(0));
        assertThat(stage(second, "a")).isEqualTo(Stage.COMPLETED);
    }

    /** Two replicas, two runs: whatever they ask, only the one with the newest epoch changes anything. */
    @Test
    void ofTwoRunsOnlyTheNewestEpochActs() throws Exception {
        var world = world();
        var first = create(world);
        var second = new FakeService(world, what -> {});
        var now = Instant.now();
        long old = reserve(first, "one", now);
        long newer = reserve(second, "two", now.plus(Duration.ofMinutes(5)));

        first.send("a", step("one", old, "a", FakeMachines.LARGE), now.plus(Duration.ofMinutes(5)));
        assertThat(first.work(NAME)).isEmpty();
        second.send("b", step("two", newer, "b", FakeMachines.LARGE), now.plus(Duration.ofMinutes(5)));
        assertThat(first.work(NAME)).hasSize(1);
        assertThat(newer).isGreaterThan(old);
    }

    @Test
    void aDeadNodeIsReplacedByOneWithItsTokens() throws Exception {
        var world = world();
        var service = create(world);
        var dead = service.cluster(NAME).orElseThrow().topology().nodes().get(1);
        world.machines().fail(dead);
        long epoch = reserve(service, "run", Instant.now());

        boolean[] nobodyDies = {false};
        perform(service, epoch, "replace", new ReplaceNode(WEST, dead.name(), "west_4"), nobodyDies);

        var lock = service.cluster(NAME).orElseThrow().lock();
        assertThat(lock.step("replace").orElseThrow().error()).isNull();
        assertThat(service.cluster(NAME).orElseThrow().topology().nodes())
                .extracting(Node::name)
                .containsExactly("west_1", "west_3", "west_4");
        var replacement = service.cluster(NAME).orElseThrow().topology().nodes().get(2);
        assertThat(replacement.tokens()).isEqualTo(dead.tokens());
        assertThat(replacement.rack()).isEqualTo(dead.rack());
        assertThat(world.cluster().nodes())
                .filteredOn(node -> node.address().hostAddress().equals(replacement.address()))
                .allSatisfy(node -> assertThat(node.repairs()).isNotEmpty());
    }

    @Test
    void aLivingNodeIsNotReplaced() throws Exception {
        var service = create(world());
        long epoch = reserve(service, "run", Instant.now());

        boolean[] nobodyDies = {false};
        perform(service, epoch, "replace", new ReplaceNode(WEST, "west_2", "west_4"), nobodyDies);

        var lock = service.cluster(NAME).orElseThrow().lock();
        assertThat(lock.step("replace").orElseThrow().error().code()).isEqualTo("NotSafeToReplace");
        assertThat(service.cluster(NAME).orElseThrow().topology().nodes())
                .extracting(Node::name)
                .containsExactly("west_1", "west_2", "west_3");
    }

    private static long reserve(FakeService service, String run, Instant at) {
        service.send("reserve-" + run, new ReserveTopology(NAME, run), at);
        return service.cluster(NAME).orElseThrow().lock().epoch();
    }

    private static ProvisioningCommand step(String run, long epoch, String id, Sku sku) {
        return new RunTopologyStep(NAME, run, epoch, id, new ResizeNodes(WEST, List.of("west_1"), sku));
    }

    private static Thread start(FakeService service) {
        var work = service.work(NAME).get(0);
        var worker = new Thread(() -> {
            try {
                service.perform(work);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        worker.setDaemon(true);
        worker.start();
        return worker;
    }

    /** Stops whoever calls at a chosen look, and counts what is done to machines and nodes. */
    private static final class Pause implements FakeService.Calls {
        private static final List<String> EFFECTS = List.of("start", "stop", "drain", "remove", "configure", "giveCpu");

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch revived = new CountDownLatch(1);
        private final AtomicInteger effects = new AtomicInteger();
        private volatile String where = "";

        void at(String what) {
            where = what;
        }

        int effects() {
            return effects.get();
        }

        void awaitReached() throws InterruptedException {
            assertThat(reached.await(WAIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        void goOn() {
            revived.countDown();
        }

        @Override
        public void pass(String what) {
            if (EFFECTS.contains(what)) {
                effects.incrementAndGet();
            }
            if (what.equals(where) && reached.getCount() > 0) {
                reached.countDown();
                try {
                    assertThat(revived.await(WAIT.toSeconds(), TimeUnit.SECONDS))
                            .isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
