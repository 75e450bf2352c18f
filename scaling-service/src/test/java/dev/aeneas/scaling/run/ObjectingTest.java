package dev.aeneas.scaling.run;

import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.emergency;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.quiet;
import static dev.aeneas.scaling.Machines.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.scaling.plan.ClusterFacts;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.NodeFacts;
import dev.aeneas.scaling.run.RunWork.FactsSeen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A request while a restore has the topology lock. */
class ObjectingTest {
    private static final ProvisioningRefused HELD = new ProvisioningRefused(
            ORDERS,
            MessageTypes.nameOf(ReserveTopology.class),
            Refusal.Kind.CONFLICT,
            List.of(new Violation("epoch", "must be the lock's, which restore-7 holds")),
            "r");

    private final ProcessKind<ScaleRun> kind = RunProcess.kind(Simulation.BOUNDS);
    private ScaleRun run;
    private List<Message> said = List.of();

    private void ask(Demand demand) {
        hear(demand.accepted());
        hear(HELD);
    }

    private void hear(Object body) {
        var decision = kind.decide(Optional.ofNullable(run), new Received<>("in", "c", Instant.EPOCH, body))
                .orElseThrow();
        run = decision.state();
        said = decision.messages();
    }

    private static FactsSeen withANodeThatRepairsAndASilentOne() {
        var repairs = new NodeFacts(true, 0, 24, 1, List.of());
        return new FactsSeen(
                orders(3, SMALL),
                new ClusterFacts(
                        Map.of("app", 3),
                        Map.of("west_1", repairs, "west_2", NodeFacts.SILENT),
                        Set.of(),
                        null,
                        List.of()));
    }

    @Test
    void isToldWhoHasTheLockAndEverythingElseThatIsInTheWayAtOnce() {
        ask(quiet("r", 6, null));
        assertThat(said).isEmpty();
        assertThat(kind.openWork(run)).hasSize(1);

        hear(withANodeThatRepairsAndASilentOne());

        assertThat(said).singleElement().isInstanceOfSatisfying(ScaleRefused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Refusal.Kind.CONFLICT);
            assertThat(refused.violations())
                    .extracting(Violation::field)
                    .containsExactly("topology", "node west_2", "datacenter");
            assertThat(refused.violations().get(0).rule()).contains("restore-7");
        });
        assertThat(run.over()).isTrue();
    }

    @Test
    void isToldWhoHasTheLockWhenNothingElseCanBeFoundOut() {
        ask(quiet("r", 6, null));
        hear(new WorkFailed(kind.openWork(run).get(0), new IllegalStateException("nobody answers")));

        assertThat(said).singleElement().isInstanceOfSatisfying(ScaleRefused.class, refused -> assertThat(
                        refused.violations())
                .extracting(Violation::field)
                .containsExactly("topology"));
    }

    @Test
    void beginsAfterAllWhenTheLockIsGrantedMeanwhile() {
        ask(quiet("r", 6, null));
        hear(reserved("r", orders(3, SMALL)));

        assertThat(run).isInstanceOf(Surveying.class);
    }

    @Test
    void anEmergencyAsksAgainInstead() {
        ask(emergency("r", 6, null));

        assertThat(run).isInstanceOf(Requested.class);
    }

    @Test
    void isKeptInTheJournalWithoutLoss() {
        ask(quiet("r", 6, null));

        assertThat(WireFormat.read(WireFormat.write(run), ScaleRun.class)).isEqualTo(run);
    }
}
