package dev.aeneas.scaling.change;

import static dev.aeneas.scaling.Machines.EAST;
import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ChangeEvent.ChangeCompleted;
import dev.aeneas.contracts.ChangeEvent.ChangeRequested;
import dev.aeneas.contracts.ChangeEvent.ChangeStopped;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingCommand.ResumeRun;
import dev.aeneas.contracts.ScalingCommand.RollBackRun;
import dev.aeneas.contracts.ScalingEvent.ScaleRequested;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Wake;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rolling change from its request to its end. */
class ChangesTest extends PlayedChanges {
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
}
