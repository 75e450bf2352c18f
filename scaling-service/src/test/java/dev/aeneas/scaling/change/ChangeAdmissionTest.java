package dev.aeneas.scaling.change;

import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ChangeEvent.ChangeRequested;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.NodeChange.RemoveDeadNode;
import dev.aeneas.contracts.NodeChange.ReplaceDeadNode;
import dev.aeneas.contracts.NodeChange.RollNodes;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingCommand.ResumeRun;
import dev.aeneas.contracts.ScalingCommand.RollBackRun;
import dev.aeneas.contracts.TopologyStep;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a change must obey, and what it is told that it costs. */
class ChangeAdmissionTest extends PlayedChanges {
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
