package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.CleanUpNodes;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.contracts.TopologyStep.RemoveNode;
import dev.aeneas.contracts.TopologyStep.ReplaceNode;
import dev.aeneas.contracts.TopologyStep.ResizeNodes;
import dev.aeneas.contracts.TopologyStep.RollNodes;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import dev.aeneas.provisioning.step.StepRun.Stage;
import dev.aeneas.provisioning.testing.FakeMachines;
import dev.aeneas.provisioning.testing.FakeService;
import dev.aeneas.provisioning.testing.FakeService.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A whole scale run's steps, whoever dies in between. */
class StepsSurviveTest extends OnFakeNodes {
    private static final NodeSetup QUICKER = new NodeSetup(Map.of("compaction_throughput", "128MiB/s"), null);
    /** So many places all over the run; all of them, some thousands, take minutes. */
    private static final int DEATHS = Integer.getInteger("aeneas.test.deaths", 100);

    /** Kills the service before or after calls to the journal, to machines and to nodes. */
    @Test
    void theRunGoesOnWhereRealityIsWhereverTheServiceDies() throws Exception {
        var undisturbed = run(Integer.MAX_VALUE);
        assertThat(undisturbed.calls()).isGreaterThan(200);
        assertThat(undisturbed.steps())
                .hasSize(11)
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
        int failed = -1;
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
                    if (next > failed) {
                        fail(world, plan.get(ids.get(next)));
                        failed = next;
                    }
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

    /** Whom a step takes for dead is dead before it. */
    private static void fail(World world, TopologyStep step) {
        var dead = step instanceof ReplaceNode replace
                ? replace.node()
                : step instanceof RemoveNode remove ? remove.node() : "nobody";
        new FakeService(world, what -> {})
                .cluster(NAME).orElseThrow().topology().nodes().stream()
                        .filter(node -> node.name().equals(dead))
                        .forEach(world.machines()::fail);
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

    /** Out and in, up, another configuration, one dead node replaced and another one removed: every kind of step. */
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
        plan.put("10-replace", new ReplaceNode(WEST, "west_2", "west_7"));
        plan.put("11-remove", new RemoveNode(WEST, "west_4"));
        return plan;
    }
}
