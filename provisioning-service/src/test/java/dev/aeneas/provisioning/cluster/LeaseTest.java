package dev.aeneas.provisioning.cluster;

import static dev.aeneas.provisioning.cluster.ClusterBench.EAST;
import static dev.aeneas.provisioning.cluster.ClusterBench.LARGE;
import static dev.aeneas.provisioning.cluster.ClusterBench.LEASE;
import static dev.aeneas.provisioning.cluster.ClusterBench.NAME;
import static dev.aeneas.provisioning.cluster.ClusterBench.WEST;
import static dev.aeneas.provisioning.cluster.ClusterBench.refusal;
import static dev.aeneas.provisioning.cluster.ClusterBench.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand.CreateDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.OperationStarted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepCompleted;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.ResizeNodes;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import dev.aeneas.provisioning.cluster.ClusterWork.StepWork;
import dev.aeneas.provisioning.cluster.WorkReport.StepDone;
import dev.aeneas.provisioning.step.StepRun.Stage;
import dev.aeneas.provisioning.step.ThrottleLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The topology lock as a lease: kept by asking, taken over under a higher epoch, never while something is being done. */
class LeaseTest {
    private static final ResizeNodes RESIZE = new ResizeNodes(EAST, List.of("east_1"), LARGE);
    private static final Duration ALMOST = LEASE.minusSeconds(1);

    private final ClusterBench bench = new ClusterBench();

    @BeforeEach
    void aClusterRuns() {
        bench.running();
    }

    @Test
    void aRunThatNobodyHearsOfLosesItsLockToTheNextOne() {
        long old = bench.reserve("one");
        bench.passes(LEASE);

        assertThat(bench.reserve("two")).isGreaterThan(old);
        assertThat(refusal(step("one", old, "a")).kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refusal(bench.send(new ReleaseTopology(NAME, "one", old))).kind())
                .isEqualTo(Kind.CONFLICT);
        assertThat(refusal(bench.send(new ReserveTopology(NAME, "one"))).kind()).isEqualTo(Kind.CONFLICT);
        assertThat(bench.cluster().lock().holder()).isEqualTo("two");
        assertThat(bench.work()).isEmpty();
    }

    @Test
    void askingAgainKeepsTheLock() {
        bench.reserve("one");
        bench.passes(ALMOST);
        bench.reserve("one");
        bench.passes(ALMOST);

        assertThat(refusal(bench.send(new ReserveTopology(NAME, "two"))).kind()).isEqualTo(Kind.CONFLICT);
    }

    @Test
    void askingForAStepAgainKeepsTheLockToo() {
        long epoch = bench.reserve("one");
        step("one", epoch, "a");
        bench.finishStep("a", List.of());
        bench.passes(ALMOST);
        step("one", epoch, "a");
        bench.passes(ALMOST);

        assertThat(refusal(bench.send(new ReserveTopology(NAME, "two"))).kind()).isEqualTo(Kind.CONFLICT);
    }

    @Test
    void aStepThatRunsKeepsTheLockHoweverLongItTakes() {
        long epoch = bench.reserve("one");
        step("one", epoch, "a");
        bench.passes(LEASE.multipliedBy(100));

        assertThat(refusal(bench.send(new ReserveTopology(NAME, "two"))).kind()).isEqualTo(Kind.CONFLICT);
        bench.finishStep("a", List.of());
        bench.passes(ALMOST);
        assertThat(refusal(bench.send(new ReserveTopology(NAME, "two"))).kind()).isEqualTo(Kind.CONFLICT);
        bench.passes(Duration.ofSeconds(1));
        assertThat(bench.reserve("two")).isGreaterThan(epoch);
    }

    @Test
    void aLapsedLockStaysItsHoldersUntilSomebodyElseWantsIt() {
        long epoch = bench.reserve("one");
        bench.passes(LEASE.multipliedBy(10));

        assertThat(bench.reserve("one")).isEqualTo(epoch);
        step("one", epoch, "a");
        assertThat(bench.finishStep("a", List.of())).hasAtLeastOneElementOfType(TopologyStepCompleted.class);
    }

    @Test
    void anOperationTakesALapsedLockAndNeverLapsesItself() {
        long old = bench.reserve("one");
        bench.passes(LEASE);

        assertThat(bench.send(new CreateDatacenter(NAME, spec(WEST, "west", 1))))
                .hasAtLeastOneElementOfType(OperationStarted.class);
        bench.passes(LEASE.multipliedBy(100));
        assertThat(refusal(bench.send(new ReserveTopology(NAME, "two"))).kind()).isEqualTo(Kind.CONFLICT);
        assertThat(bench.cluster().lock().epoch()).isGreaterThan(old);
    }

    @Test
    void throttlesOfARunThatIsGoneArePutBackWhenItsLeaseLapses() {
        lift(bench.reserve("one"));
        bench.wake();
        assertThat(bench.work()).isEmpty();

        bench.passes(LEASE);
        bench.wake();

        assertThat(bench.work()).hasSize(1);
        finish();
        assertThat(bench.cluster().throttlesBefore()).isEmpty();
        assertThat(bench.cluster().lock().holder()).isEqualTo("one");
    }

    @Test
    void throttlesThatARunLeavesLiftedArePutBackBeforeItsLockIsFree() {
        long epoch = bench.reserve("one");
        lift(epoch);

        assertThat(bench.send(new ReleaseTopology(NAME, "one", epoch))).isEmpty();

        assertThat(finish()).contains(new TopologyReleased(NAME, "one", epoch));
        assertThat(bench.cluster().throttlesBefore()).isEmpty();
        assertThat(bench.cluster().lock().held()).isFalse();
    }

    private void lift(long epoch) {
        bench.send(new RunTopologyStep(NAME, "one", epoch, "lift", new ThrottleNodes(EAST, true)));
        var before = Map.of("east_1", new ThrottleLimits(24, 24, 24, 24, 64));
        bench.report(work().key(), new StepDone(epoch, "lift", Stage.RECORD, List.of(), before, null));
        bench.finishStep("lift", List.of());
        assertThat(bench.cluster().throttlesBefore()).containsOnlyKeys("east_1");
    }

    private List<Message> finish() {
        return bench.finishStep(work().run().id(), List.of());
    }

    private StepWork work() {
        return (StepWork) bench.work().get(0);
    }

    private List<Message> step(String run, long epoch, String id) {
        return step(run, epoch, id, RESIZE);
    }

    private List<Message> step(String run, long epoch, String id, TopologyStep step) {
        return bench.send(new RunTopologyStep(NAME, run, epoch, id, step));
    }
}
