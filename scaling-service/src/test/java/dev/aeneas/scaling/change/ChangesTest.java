package dev.aeneas.scaling.change;

import static dev.aeneas.scaling.Machines.EAST;
import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SKUS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.NodeChange;
import dev.aeneas.contracts.NodeChange.RemoveDeadNode;
import dev.aeneas.contracts.NodeChange.ReplaceDeadNode;
import dev.aeneas.contracts.NodeChange.RollNodes;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepCompleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepFailed;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingCommand.ChangeNodes;
import dev.aeneas.contracts.ScalingCommand.ResumeRun;
import dev.aeneas.contracts.ScalingCommand.RollBackRun;
import dev.aeneas.contracts.ScalingEvent.ChangeCompleted;
import dev.aeneas.contracts.ScalingEvent.ChangeRequested;
import dev.aeneas.contracts.ScalingEvent.ChangeStopped;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.ScalingEvent.ScaleRequested;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import dev.aeneas.scaling.run.RunBounds;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change from its request to its end, on the real engine; provisioning's part is played by hand. */
class ChangesTest {
    private static final Map<String, String> QUICKER = Map.of("compaction_throughput", "128MiB/s");
    private static final NodeSetup BEFORE = new NodeSetup(Map.of("compaction_throughput", "16MiB/s"), null);
    private static final RunBounds BOUNDS = new RunBounds(
            Duration.ofMinutes(10),
            Duration.ofSeconds(15),
            Duration.ofHours(2),
            3,
            Duration.ofSeconds(2),
            Duration.ofMinutes(2));

    private final ProcessKind<Changes> kind = ChangesProcess.kind(BOUNDS);
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private int inputs;
    private final ProcessEngine engine = new ProcessEngine(
            URI.create("/test"), List.of(kind), new InMemoryJournal(), new RecordingPublisher(), this::now);

    private Instant now() {
        return now;
    }

    @BeforeEach
    void theClusterIsKnown() {
        say(new TopologyChanged(ORDERS, orders(6, SMALL)));
    }

    private List<Message> say(Message message) {
        inputs++;
        return engine.handle(new Received<>("input-" + inputs, "c", now, message));
    }

    private Changes changes() {
        return engine.find(kind, ORDERS.value()).orElseThrow();
    }

    private ChangeRun run(String runId) {
        return changes().run(runId).orElseThrow();
    }

    private List<Message> ask(String runId, NodeChange change) {
        return say(new ChangeNodes(ORDERS, WEST, runId, change));
    }

    private List<Message> grant(String runId, long epoch) {
        return grant(runId, epoch, orders(6, SMALL));
    }

    private List<Message> grant(String runId, long epoch, ClusterTopology topology) {
        var setups = Map.of(
                "west_1", BEFORE, "west_2", BEFORE, "west_3", BEFORE, "west_4", BEFORE, "west_5", BEFORE, "west_6",
                BEFORE);
        return say(
                new TopologyReserved(ORDERS, runId, epoch, Grain.NODE, SKUS, topology, null, List.of("5.0.9"), setups));
    }

    private List<Message> complete(String runId, long epoch) {
        return say(new TopologyStepCompleted(
                ORDERS, runId, epoch, changes().open().step().stepId()));
    }

    private List<Message> fail(String runId, long epoch) {
        var error = new ProvisionError("NodeDidNotStart", "the process of west_2 ended by itself", "west_2");
        return say(new TopologyStepFailed(
                ORDERS, runId, epoch, changes().open().step().stepId(), error));
    }

    private static TopologyStep.RollNodes rolled(List<Message> said) {
        return (TopologyStep.RollNodes) sent(said);
    }

    private static TopologyStep sent(List<Message> said) {
        return said.stream()
                .filter(RunTopologyStep.class::isInstance)
                .map(message -> ((RunTopologyStep) message).step())
                .findFirst()
                .orElseThrow();
    }

    private static ScaleRefused refusal(List<Message> said) {
        return (ScaleRefused) said.get(0);
    }

    private static RollNodes quicker() {
        return new RollNodes(QUICKER, null, null, null);
    }

    @Test
    void restartsOneRackAfterTheOtherAndSaysWhenAllAreDone() {
        assertThat(ask("roll", quicker()))
                .containsExactly(
                        new ChangeRequested(ORDERS, WEST, "roll", quicker()), new ReserveTopology(ORDERS, "roll"));

        var first = rolled(grant("roll", 4));
        assertThat(first.nodes()).containsExactly("west_1", "west_4");
        assertThat(first.setup()).isEqualTo(new NodeSetup(QUICKER, null));
        assertThat(rolled(complete("roll", 4)).nodes()).containsExactly("west_2", "west_5");
        assertThat(rolled(complete("roll", 4)).nodes()).containsExactly("west_3", "west_6");
        now = now.plusSeconds(40);
        assertThat(complete("roll", 4)).contains(new ReleaseTopology(ORDERS, "roll", 4));

        assertThat(say(new TopologyReleased(ORDERS, "roll", 4)))
                .containsExactly(new ChangeCompleted(ORDERS, WEST, "roll", Duration.ofSeconds(40)));
    }

    @Test
    void stopsAndSaysWhyAsSoonAsANodeDoesNotComeBack() {
        stoppedInTheSecondRack();

        assertThat(run("roll").phase()).isEqualTo(ChangeRun.Phase.STOPPED);
        assertThat(changes().open()).isNull();
    }

    private void stoppedInTheSecondRack() {
        ask("roll", quicker());
        grant("roll", 4);
        complete("roll", 4);
        assertThat(fail("roll", 4))
                .contains(new ReleaseTopology(ORDERS, "roll", 4))
                .noneMatch(RunTopologyStep.class::isInstance);
        var said = say(new TopologyReleased(ORDERS, "roll", 4));
        assertThat(said).singleElement().isInstanceOfSatisfying(ChangeStopped.class, stopped -> {
            assertThat(stopped.error().code()).isEqualTo("NodeDidNotStart");
            assertThat(stopped.stateReached()).contains("1 of 3 steps done", "2-roll-west_2");
        });
    }

    @Test
    void goesOnWithTheRackThatFailedWhenItIsResumed() {
        stoppedInTheSecondRack();

        assertThat(say(new ResumeRun(ORDERS, "roll"))).contains(new ReserveTopology(ORDERS, "roll-resumed"));

        var first = rolled(grant("roll-resumed", 5));
        assertThat(first.nodes()).containsExactly("west_2", "west_5");
        assertThat(first.setup()).isEqualTo(new NodeSetup(QUICKER, null));
    }

    @Test
    void givesBackWhatWasBeforeWhenItIsRolledBackBeginningWithTheRackThatFailed() {
        stoppedInTheSecondRack();

        assertThat(say(new RollBackRun(ORDERS, "roll"))).contains(new ReserveTopology(ORDERS, "roll-back"));

        var first = rolled(grant("roll-back", 5));
        assertThat(first.nodes()).containsExactly("west_2", "west_5");
        assertThat(first.setup()).isEqualTo(BEFORE);
        assertThat(rolled(complete("roll-back", 5)).nodes()).containsExactly("west_1", "west_4");
    }

    @Test
    void aResumedChangeIsRolledBackToWhatWasBeforeTheFirstTry() {
        stoppedInTheSecondRack();
        say(new ResumeRun(ORDERS, "roll"));
        grant("roll-resumed", 5);
        fail("roll-resumed", 5);
        say(new TopologyReleased(ORDERS, "roll-resumed", 5));

        say(new RollBackRun(ORDERS, "roll-resumed"));

        assertThat(rolled(grant("roll-resumed-back", 6)).setup()).isEqualTo(BEFORE);
    }

    @Test
    void makesWayForAnEmergencyWhenNoStepIsInFlight() {
        ask("roll", quicker());
        grant("roll", 4);

        var emergency = new ScaleRequested(ORDERS, WEST, "failover", 6, null, List.of(EAST), null, List.of());
        assertThat(say(emergency)).isEmpty();

        assertThat(complete("roll", 4))
                .contains(new ReleaseTopology(ORDERS, "roll", 4))
                .noneMatch(RunTopologyStep.class::isInstance);
        say(new TopologyReleased(ORDERS, "roll", 4));
        assertThat(run("roll").error().code()).isEqualTo("MadeWay");
    }

    @Test
    void aQuietRequestDoesNotDisturbIt() {
        ask("roll", quicker());
        grant("roll", 4);

        say(new ScaleRequested(ORDERS, WEST, "grow", 6, null, List.of(), null, List.of()));

        assertThat(rolled(complete("roll", 4)).nodes()).containsExactly("west_2", "west_5");
    }

    @Test
    void asksForItsStepAgainSoThatItsLeaseDoesNotLapse() {
        ask("roll", quicker());
        var step = sent(grant("roll", 4));
        now = now.plus(BOUNDS.askAgain());

        var due = kind.wakeAt(changes()).orElseThrow();
        var said = engine.report(new ProcessId(ChangesProcess.KIND, ORDERS.value()), "wake", new Wake(due));

        assertThat(sent(said)).isEqualTo(step);
    }

    @Test
    void losingTheLockEndsIt() {
        ask("roll", quicker());
        grant("roll", 4);

        say(new ProvisioningRefused(
                ORDERS,
                MessageTypes.nameOf(RunTopologyStep.class),
                Refusal.Kind.CONFLICT,
                List.of(new Violation("epoch", "must be the holder's")),
                "roll"));
        say(new ProvisioningRefused(
                ORDERS,
                MessageTypes.nameOf(ReleaseTopology.class),
                Refusal.Kind.CONFLICT,
                List.of(new Violation("epoch", "must be the holder's")),
                "roll"));

        assertThat(run("roll").phase()).isEqualTo(ChangeRun.Phase.STOPPED);
        assertThat(run("roll").error().message()).contains("epoch must be the holder's");
    }

    @Test
    void refusesSettingsThatMayNotBeChangedAndEveryBrokenRuleAtOnce() {
        var change = new RollNodes(Map.of("authenticator", "none", "row_cache_size", "a lot"), null, "nowhere", null);

        var refused = refusal(ask("roll", change));

        assertThat(refused.kind()).isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused.violations())
                .extracting(Violation::field)
                .containsExactly("change.settings.authenticator", "change.settings.row_cache_size", "change.firstRack");
    }

    @Test
    void aVersionThatTheProviderDoesNotHaveChangesNothing() {
        ask("roll", new RollNodes(null, "4.1.0", null, null));

        assertThat(grant("roll", 4))
                .contains(new ReleaseTopology(ORDERS, "roll", 4))
                .noneMatch(RunTopologyStep.class::isInstance);
        say(new TopologyReleased(ORDERS, "roll", 4));

        assertThat(run("roll").error().message()).contains("must be one of [5.0.9]");
    }

    @Test
    void aDeadNodeIsReplacedByOneOfItsRack() {
        ask("replace", new ReplaceDeadNode("west_2"));

        assertThat(sent(grant("replace", 4))).isEqualTo(new TopologyStep.ReplaceNode(WEST, "west_2", "west_8"));
        assertThat(run("replace").notes()).anyMatch(note -> note.contains("50.0 %") || note.contains("% of the"));
    }

    @Test
    void removingADeadNodeSaysWhatItCosts() {
        ask("remove", new RemoveDeadNode("west_2"));
        grant("remove", 4);

        assertThat(run("remove").notes())
                .anyMatch(note -> note.contains("one replica less"))
                .anyMatch(note -> note.contains("repair of west is needed"))
                .anyMatch(note -> note.contains("racks are no longer equal"))
                .anyMatch(note -> note.contains("5 nodes of 6 are left"));
    }

    @Test
    void refusesToRemoveBelowTheReplicationFactor() {
        say(new TopologyChanged(
                ORDERS, new ClusterTopology(ORDERS, 99, orders(3, SMALL).datacenters())));

        assertThat(refusal(ask("remove", new RemoveDeadNode("west_2"))).violations())
                .extracting(Violation::rule)
                .singleElement()
                .asString()
                .contains("replace it instead");
    }

    @Test
    void oneChangeAtATime() {
        ask("roll", quicker());

        assertThat(refusal(ask("other", new ReplaceDeadNode("west_2"))).kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(ask("roll", quicker())).containsExactly(new ChangeRequested(ORDERS, WEST, "roll", quicker()));
    }

    @Test
    void whatGoesOnCannotBeResumedAndWhatNeverBeganCannotBeRolledBack() {
        ask("roll", quicker());

        assertThat(refusal(say(new ResumeRun(ORDERS, "roll"))).kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refusal(say(new RollBackRun(ORDERS, "roll"))).kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refusal(say(new ResumeRun(ORDERS, "unknown"))).kind()).isEqualTo(Refusal.Kind.CONFLICT);
    }
}
