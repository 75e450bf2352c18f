package dev.aeneas.scaling.autoscale;

import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.AutoscaleEvent.AutoscaleDecision;
import dev.aeneas.contracts.AutoscaleEvent.AutoscalePolicyDeleted;
import dev.aeneas.contracts.AutoscaleEvent.AutoscalePolicySet;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingCommand.DeleteAutoscalePolicy;
import dev.aeneas.contracts.ScalingCommand.SetAutoscalePolicy;
import dev.aeneas.contracts.ScalingEvent.ScaleFailed;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.ProcessId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A policy from being set to being deleted, and what becomes of the runs that it asks for. */
class PolicyLifeTest {
    @Test
    void reportsARefusalAndCoolsDown() {
        var scene = Scene.of(6, Scene.POLICY).looks(80, 80, 80);
        var runId = scene.asked().get(0).runId();
        var refused = new ScaleRefused(
                ORDERS, "c", Refusal.Kind.INVALID, List.of(new Violation("nodeCount", "must fit the disk")), runId);
        assertThat(scene.kind().route(refused)).contains(new ProcessId("autoscale", "orders/west"));

        scene.hear(refused);
        assertThat(scene.last().decision()).isEqualTo(AutoscaleDecision.HOLD);
        assertThat(scene.last().reason()).contains("nodeCount must fit the disk");
        assertThat(scene.last().runId()).isEqualTo(runId);
        scene.looks(80, 80, 80, 80);
        assertThat(scene.asked()).hasSize(1);
        assertThat(scene.why()).isEqualTo(Why.COOLDOWN);
    }

    @Test
    void hearsNothingOfOtherRunsRefusals() {
        var refused = new ScaleRefused(
                ORDERS, "c", Refusal.Kind.INVALID, List.of(new Violation("nodeCount", "must be more")), "by-hand");

        assertThat(Scene.of(6, Scene.POLICY).kind().route(refused)).isEmpty();
    }

    @Test
    void reportsAFailureAndCoolsDown() {
        var scene = Scene.of(6, Scene.POLICY).looks(80, 80, 80);
        scene.hear(new ScaleFailed(
                ORDERS,
                WEST,
                scene.asked().get(0).runId(),
                new ProvisionError("NodeDied", "west_7 does not start", "west_7"),
                "6 nodes"));

        assertThat(scene.last().reason()).contains("west_7 does not start");
        assertThat(scene.looks(80, 80, 80).asked()).hasSize(1);
    }

    @Test
    void doesNothingBeforeAPolicyIsSetAndNothingAfterItIsDeleted() {
        var scene = Scene.of(6, Scene.POLICY).looks(80, 80);
        assertThat(scene.said().get(0)).isEqualTo(new AutoscalePolicySet(ORDERS, WEST, Scene.POLICY));

        scene.hear(new DeleteAutoscalePolicy(ORDERS, WEST)).looks(80, 80);
        assertThat(scene.asked()).isEmpty();
        assertThat(scene.said()).contains(new AutoscalePolicyDeleted(ORDERS, WEST));
        assertThat(scene.kind().openWork(scene.state())).isEmpty();
        assertThat(scene.kind().wakeAt(scene.state())).isEmpty();
        assertThat(scene.kind().isClosed(scene.state())).isTrue();
    }

    @Test
    void endsWithItsDatacenter() {
        var scene = Scene.of(6, Scene.POLICY)
                .with(was -> new ClusterTopology(ORDERS, 9, List.of()))
                .looks(80);

        assertThat(scene.said()).contains(new AutoscalePolicyDeleted(ORDERS, WEST));
        assertThat(scene.state().isOn()).isFalse();
    }

    @Test
    void startsItsRowAnewUnderAnotherPolicyAndGoesOnUnderTheSame() {
        var scene = Scene.of(6, Scene.POLICY).looks(80, 80).hear(new SetAutoscalePolicy(ORDERS, WEST, Scene.POLICY));
        assertThat(scene.state().row()).hasSize(2);

        scene.hear(new SetAutoscalePolicy(ORDERS, WEST, Scene.policy(70, null, List.of())));
        assertThat(scene.state().row()).isEmpty();
    }

    @Test
    void forgetsLooksFromBeforeTheServiceWasAway() {
        var scene = Scene.of(6, Scene.POLICY).looks(80, 80);
        var west = orders(6, SMALL).datacenter(WEST).orElseThrow();
        scene.pass(Duration.ofHours(1)).hear(new Looked(west, null, Scene.allTelling(80)));

        assertThat(scene.why()).isEqualTo(Why.GATHERING);
        assertThat(scene.state().row()).hasSize(1);
    }

    @Test
    void keepsItsStateInTheJournalWithoutLoss() {
        var state = Scene.of(6, Scene.POLICY).looks(80, 80, 80, 50).state();

        assertThat(WireFormat.read(WireFormat.write(state), Autoscaling.class)).isEqualTo(state);
    }
}
