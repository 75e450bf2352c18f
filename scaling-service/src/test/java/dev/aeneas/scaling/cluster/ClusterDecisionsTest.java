package dev.aeneas.scaling.cluster;

import static dev.aeneas.scaling.Machines.MEDIUM;
import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.emergency;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.quiet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.ScalingEvent.ScaleRequested;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.scaling.plan.Demand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterDecisionsTest {
    private final KnownCluster known = new KnownCluster(orders(3, SMALL), List.of(), null);

    private static Decision<KnownCluster> decide(KnownCluster state, Message message) {
        return ClusterDecisions.KIND
                .decide(Optional.ofNullable(state), new Received<>("in-1", "c", Instant.EPOCH, message))
                .orElseThrow();
    }

    private static ScaleDatacenter ask(Demand demand) {
        return new ScaleDatacenter(
                demand.cluster(),
                demand.datacenter(),
                demand.runId(),
                demand.nodeCount(),
                demand.sku(),
                demand.deadDatacenters());
    }

    private static ScaleRefused refusal(Decision<KnownCluster> decision) {
        assertThat(decision.messages()).singleElement().isInstanceOf(ScaleRefused.class);
        return (ScaleRefused) decision.messages().get(0);
    }

    @Test
    void admitsARunAndSaysWhatWasAskedFor() {
        var decision = decide(known, ask(emergency("a", 6, MEDIUM)));

        assertThat(decision.messages())
                .containsExactly(emergency("a", 6, MEDIUM).accepted());
        assertThat(decision.state().openRun().runId()).isEqualTo("a");
    }

    @Test
    void namesARunAfterItsMessageWhenNobodyElseDid() {
        var decision = decide(known, ask(quiet(null, 6, null)));

        assertThat(((ScaleRequested) decision.messages().get(0)).runId()).isEqualTo("in-1");
    }

    @Test
    void refusesASecondRunAndNamesTheOpenOne() {
        var refused = refusal(decide(known.admitting(quiet("a", 6, null)), ask(quiet("b", 9, null))));

        assertThat(refused.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refused.runId()).isEqualTo("b");
        assertThat(refused.violations()).singleElement().satisfies(v -> assertThat(v.rule())
                .contains("run a"));
    }

    @Test
    void answersTheOpenRunsOwnRequestAgain() {
        var decision = decide(known.admitting(quiet("a", 6, null)), ask(quiet("a", 6, null)));

        assertThat(decision.messages()).containsExactly(quiet("a", 6, null).accepted());
    }

    @Test
    void doesNotRefuseTheOpenRunInTheNameOfSomebodyWhoReusesItsId() {
        var refused = refusal(decide(known.admitting(quiet("a", 6, null)), ask(quiet("a", 9, null))));

        assertThat(refused.runId()).isNull();
    }

    @Test
    void knowsNoClusterThatProvisioningDidNotTellOf() {
        assertThat(refusal(decide(null, ask(quiet("a", 6, null)))).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void knowsNoDeletedCluster() {
        var deleted = decide(known, new ClusterDeleted(ORDERS, "op")).state();

        assertThat(refusal(decide(deleted, ask(quiet("a", 6, null)))).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void knowsNoDatacenterThatIsNotThere() {
        var north = new ScaleDatacenter(ORDERS, new DatacenterName("north"), "a", 6, null, List.of());

        assertThat(refusal(decide(known, north)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void namesEveryRuleThatTheRequestBreaks() {
        var refused = refusal(decide(known, ask(quiet("a", 2, null))));

        assertThat(refused.kind()).isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused.violations()).hasSize(2);
    }

    @Test
    void keepsTheNewestTopologyWhateverComesLate() {
        var newer = orders(6, MEDIUM);
        var older = new ClusterTopology(ORDERS, 3, List.of());

        var state = decide(null, new TopologyChanged(ORDERS, newer)).state();
        assertThat(decide(state, new TopologyChanged(ORDERS, older)).state().topology())
                .isEqualTo(newer);
    }

    @Test
    void makesRoomWhenTheOpenRunsLockIsFreeAndForNoOtherRun() {
        var busy = known.admitting(quiet("a", 6, null));

        assertThat(decide(busy, new TopologyReleased(ORDERS, "b", 1)).state().openRun())
                .isNotNull();
        assertThat(decide(busy, new TopologyReleased(ORDERS, "a", 1)).state().openRun())
                .isNull();
    }

    @Test
    void plansADryRunOnTheMachinesThatItKnowsEvenWhileARunIsOpen() {
        var busy = Optional.of(known.admitting(quiet("a", 6, null)));

        assertThat(ClusterDecisions.objection(busy, quiet("dry-run", 6, null))).isEmpty();
        assertThat(ClusterDecisions.objection(busy, quiet("dry-run", 5, null))).isPresent();
        assertThat(ClusterDecisions.objection(Optional.empty(), quiet("dry-run", 6, null)))
                .isPresent();
    }
}
