package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ProvisioningCommand;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep.ResizeNodes;
import dev.aeneas.provisioning.step.StepRun.Stage;
import dev.aeneas.provisioning.testing.FakeMachines;
import dev.aeneas.provisioning.testing.FakeService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Workers that were paused, replicas that lost the lead, runs with an older epoch: none of them changes anything. */
class RevivedWorkersTest extends OnFakeNodes {
    private static final Duration WAIT = Duration.ofSeconds(20);

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
