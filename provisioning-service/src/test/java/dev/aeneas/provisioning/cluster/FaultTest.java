package dev.aeneas.provisioning.cluster;

import static dev.aeneas.provisioning.cluster.ClusterBench.EAST;
import static dev.aeneas.provisioning.cluster.ClusterBench.LARGE;
import static dev.aeneas.provisioning.cluster.ClusterBench.NAME;
import static dev.aeneas.provisioning.cluster.ClusterBench.WEST;
import static dev.aeneas.provisioning.cluster.ClusterBench.createCluster;
import static dev.aeneas.provisioning.cluster.ClusterBench.refusal;
import static dev.aeneas.provisioning.cluster.ClusterBench.spec;
import static dev.aeneas.provisioning.cluster.ClusterBench.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand.DeallocateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.InjectFault;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningCommand.UndoFault;
import dev.aeneas.contracts.ProvisioningEvent.FaultInjected;
import dev.aeneas.contracts.ProvisioningEvent.FaultPossible;
import dev.aeneas.contracts.ProvisioningEvent.FaultUndoFailed;
import dev.aeneas.contracts.ProvisioningEvent.FaultUndone;
import dev.aeneas.contracts.ProvisioningEvent.OperationStarted;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.ResizeNodes;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.provisioning.cluster.ClusterWork.FaultWork;
import dev.aeneas.provisioning.cluster.WorkReport.FaultDone;
import dev.aeneas.provisioning.fault.Fault.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Machines that are lost on purpose come back by themselves, whoever asked for it and whatever became of them. */
class FaultTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration TIME = Duration.ofMinutes(5);

    private final ClusterBench bench = new ClusterBench();

    @BeforeEach
    void twoRegionsRun() {
        bench.send(createCluster(spec(EAST, "east", 2), spec(WEST, "west", 2)));
        bench.finishOperation();
    }

    @Test
    void everyNodeOfTheRegionIsLostAndItIsSaid() {
        assertThat(inject(FaultKind.KILL)).isEmpty();
        assertThat(done()).singleElement().isInstanceOfSatisfying(FaultInjected.class, said -> assertThat(said.nodes())
                .containsExactly("east_1", "east_2"));
        assertThat(bench.work()).isEmpty();
    }

    @Test
    void aDryOneOnlySaysWhetherItWouldBe() {
        assertThat(dry(FaultKind.KILL)).singleElement().isInstanceOf(FaultPossible.class);
        assertThat(bench.work()).isEmpty();
        assertThat(refusal(dry(FaultKind.CUT)).kind()).isEqualTo(Kind.INVALID);

        inject(FaultKind.KILL);
        assertThat(refusal(dry(FaultKind.KILL)).kind()).isEqualTo(Kind.CONFLICT);
    }

    @Test
    void itIsUndoneAtItsTimeWithoutAnybodysWord() {
        inject(FaultKind.KILL);
        done();
        bench.wake();
        assertThat(bench.work()).isEmpty();

        bench.passes(TIME);
        bench.wake();

        assertThat(done()).singleElement().isInstanceOfSatisfying(FaultUndone.class, said -> assertThat(said.reason())
                .contains("time"));
        assertThat(bench.work()).isEmpty();
    }

    @Test
    void aWordUndoesItAtOnceAlsoWhileItIsBeingInjected() {
        inject(FaultKind.FREEZE);
        var late = work();
        undo();
        assertThat(work().fault().stage()).isEqualTo(Stage.UNDOING);

        assertThat(bench.report(late.key(), new FaultDone("drill", Stage.INJECTING, NOON)))
                .isEmpty();
        assertThat(done()).singleElement().isInstanceOf(FaultUndone.class);
    }

    @Test
    void askingAgainIsAnsweredAgain() {
        inject(FaultKind.KILL);
        done();
        assertThat(inject(FaultKind.KILL)).singleElement().isInstanceOf(FaultInjected.class);
        undo();
        assertThat(undo()).isEmpty();
        done();
        assertThat(undo()).singleElement().isInstanceOf(FaultUndone.class);
        assertThat(inject(FaultKind.KILL)).singleElement().isInstanceOf(FaultUndone.class);
        assertThat(bench.work()).isEmpty();
    }

    @Test
    void whatCannotBeInjectedIsUndone() {
        inject(FaultKind.KILL);
        for (int i = 0; i < ClusterBench.ATTEMPTS; i++) {
            fail();
        }
        assertThat(work().fault().stage()).isEqualTo(Stage.UNDOING);
    }

    @Test
    void whatCannotBeUndoneIsTriedAgainForEverAndSaidEachTime() {
        inject(FaultKind.KILL);
        done();
        undo();
        for (int i = 0; i < 10; i++) {
            assertThat(fail()).singleElement().isInstanceOf(FaultUndoFailed.class);
            assertThat(bench.work()).isEmpty();
            bench.passes(Duration.ofSeconds(5));
            bench.wake();
        }
        assertThat(done()).singleElement().isInstanceOf(FaultUndone.class);
    }

    @Test
    void whatWouldLeaveNothingIsRefused() {
        inject(FaultKind.KILL);
        done();
        assertThat(violations(
                        bench.send(new InjectFault(NAME, "another", "west", null, FaultKind.KILL, NOON.plus(TIME)))))
                .extracting("field")
                .containsExactly("faultId");
        bench.passes(TIME);
        bench.wake();
        done();
        bench.send(new DeleteDatacenter(NAME, WEST));
        bench.finishOperation();
        assertThat(violations(bench.send(
                        new InjectFault(NAME, "all", null, EAST, FaultKind.KILL, NOON.plus(TIME.multipliedBy(2))))))
                .extracting("field")
                .containsExactly("region");
    }

    @Test
    void refusesWhatTheProviderCannotDoAndSaysWhyAndAnEndThatIsTooFar() {
        var refused = refusal(
                bench.send(new InjectFault(NAME, "cut", "east", null, FaultKind.CUT, NOON.plus(Duration.ofDays(1)))));
        assertThat(refused.kind()).isEqualTo(Kind.INVALID);
        assertThat(refused.reference()).isEqualTo("cut");
        assertThat(refused.violations()).extracting("field").containsExactly("kind", "until");
        assertThat(refused.violations().get(0).rule()).contains(ClusterBench.NOBODY_CUTS);
    }

    @Test
    void nothingIsLostWhileARunHoldsTheLock() {
        bench.reserve("run");
        assertThat(refusal(inject(FaultKind.KILL)).kind()).isEqualTo(Kind.CONFLICT);
    }

    @Test
    void theOtherRegionMayChangeMeanwhileAndTheLostOneMayNot() {
        inject(FaultKind.KILL);
        done();
        long epoch = bench.reserve("run");
        assertThat(step(epoch, "grow", new ResizeNodes(WEST, List.of("west_1"), LARGE)))
                .noneMatch(said -> said.getClass().getSimpleName().endsWith("Refused"));
        assertThat(violations(step(epoch, "tend", new ResizeNodes(EAST, List.of("east_1"), LARGE))))
                .extracting("field")
                .containsExactly("step.datacenter");
    }

    @Test
    void anOperationWaitsForItsEndAndADeletionTakesItAlong() {
        inject(FaultKind.KILL);
        done();
        assertThat(refusal(bench.send(new DeallocateCluster(NAME))).kind()).isEqualTo(Kind.CONFLICT);

        assertThat(bench.send(new DeleteCluster(NAME))).hasAtLeastOneElementOfType(OperationStarted.class);
        bench.finishOperation();
        assertThat(bench.cluster().deleted()).isTrue();
        assertThat(bench.work()).isEmpty();
    }

    private List<Message> inject(FaultKind kind) {
        return bench.send(new InjectFault(NAME, "drill", "east", null, kind, NOON.plus(TIME)));
    }

    private List<Message> dry(FaultKind kind) {
        return bench.send(new InjectFault(NAME, "rehearsal", "east", null, kind, NOON.plus(TIME), true));
    }

    private List<Message> undo() {
        return bench.send(new UndoFault(NAME, "drill"));
    }

    private List<Message> step(long epoch, String id, TopologyStep step) {
        return bench.send(new RunTopologyStep(NAME, "run", epoch, id, step));
    }

    private FaultWork work() {
        return (FaultWork) bench.work().get(0);
    }

    private List<Message> done() {
        return bench.report(work().key(), new FaultDone("drill", work().fault().stage(), NOON));
    }

    private List<Message> fail() {
        var cause = new IllegalStateException("the node did not start");
        return bench.report(work().key(), new WorkFailed(work(), cause));
    }
}
