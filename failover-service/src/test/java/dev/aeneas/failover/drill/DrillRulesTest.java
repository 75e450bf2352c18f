package dev.aeneas.failover.drill;

import static dev.aeneas.failover.drill.DrillScenario.ID;
import static dev.aeneas.failover.drill.DrillScenario.LONGEST;
import static dev.aeneas.failover.drill.DrillScenario.ORDERS;
import static dev.aeneas.failover.drill.DrillScenario.START;
import static dev.aeneas.failover.drill.DrillScenario.drill;
import static dev.aeneas.failover.drill.DrillScenario.only;
import static dev.aeneas.failover.drill.DrillScenario.ready;
import static dev.aeneas.failover.drill.DrillScenario.sight;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.DrillEvent.DrillCompleted;
import dev.aeneas.contracts.DrillEvent.DrillRefused;
import dev.aeneas.contracts.DrillEvent.DrillStarted;
import dev.aeneas.contracts.DrillEvent.DrillVerdict;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.StartDrill;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.ProvisioningCommand.InjectFault;
import dev.aeneas.contracts.ProvisioningCommand.UndoFault;
import dev.aeneas.contracts.ProvisioningEvent.FaultPossible;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ReadinessEvent.Level;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.failover.drill.Drill.Phase;
import dev.aeneas.platform.process.WorkFailed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a drill begins, and what a dry one says. */
class DrillRulesTest {
    private final DrillScenario drill = new DrillScenario();

    @Test
    void refusesGrayWhereNobodyWouldSeeIt() {
        drill.given(drill(FaultKind.GRAY, false, null, null));
        var blind = sight(Level.GREEN, Mode.AUTOMATIC, null);
        assertThat(only(DrillRefused.class, drill.looked(blind)).violations())
                .singleElement()
                .satisfies(rule -> assertThat(rule.rule()).contains("canary-interval"));
    }

    @Test
    void refusesWhereTheRealThingWouldGoWrong() {
        drill.given(drill(false, null, null));
        var refused = only(DrillRefused.class, drill.looked(sight(Level.RED, Mode.OFF)));
        assertThat(refused.violations()).extracting(Violation::field).containsExactly("mode", "readiness");
        assertThat(drill.drill().phase()).isEqualTo(Phase.REFUSED);
    }

    @Test
    void aLookThatFailsIsNotReadyAndOneOfAnEarlierDrillIsNothing() {
        drill.given(drill(false, null, null));
        drill.wake();
        drill.given(new StartDrill(ORDERS, "another", "east", null, null, null, null, null, null, null));

        assertThat(drill.given(lookFailed(ID))).isEmpty();
        assertThat(drill.drills().active().phase()).isEqualTo(Phase.LOOKING);

        assertThat(only(DrillRefused.class, drill.given(lookFailed("another"))).violations())
                .singleElement()
                .satisfies(rule -> assertThat(rule.rule()).contains("nobody answers"));
    }

    private static WorkFailed lookFailed(String drillId) {
        var look = new DrillProcess.Look(ORDERS, drillId, FaultKind.KILL);
        return new WorkFailed(look, new IllegalStateException("nobody answers"));
    }

    @Test
    void whatProvisioningRefusesIsRefused() {
        drill.given(drill(false, null, null));
        drill.looked(ready());
        var no = new ProvisioningRefused(
                ORDERS,
                "aeneas.provisioning.InjectFault.v1",
                Kind.CONFLICT,
                List.of(new Violation("cluster", "must not be changed by others")),
                ID);
        assertThat(only(DrillRefused.class, drill.given(no)).violations()).hasSize(1);
    }

    @Test
    void aDryDrillAsksEverybodyTouchesNothingAndForecasts() {
        drill.given(drill(FaultKind.CUT, true, null, null));
        assertThat(only(InjectFault.class, drill.looked(ready())))
                .isEqualTo(new InjectFault(ORDERS, ID, "east", null, FaultKind.CUT, START.plus(LONGEST), true));
        var said = drill.given(new FaultPossible(ORDERS, ID));
        assertThat(only(DrillCompleted.class, said).verdict()).isEqualTo(DrillVerdict.WOULD_RUN);
        assertThat(only(DrillCompleted.class, said).sentence()).contains("PT43.5S");
    }

    @Test
    void aDryDrillIsRefusedWhereTheProviderCouldNotLoseTheRegionSo() {
        drill.given(drill(FaultKind.CUT, true, null, null));
        drill.looked(ready());
        var no = new ProvisioningRefused(
                ORDERS,
                "aeneas.provisioning.InjectFault.v1",
                Kind.INVALID,
                List.of(new Violation("kind", "must be one that is possible here; nft is not installed")),
                ID);
        assertThat(only(DrillRefused.class, drill.given(no)).violations().get(0).rule())
                .contains("nft");
        assertThat(drill.drill().phase()).isEqualTo(Phase.REFUSED);
    }

    @Test
    void aDryDrillThatNobodyAnswersDoesNotSayThatItWouldRun() {
        drill.given(drill(true, null, null));
        drill.looked(ready());
        var said = drill.wake();
        assertThat(said).noneMatch(UndoFault.class::isInstance);
        assertThat(only(DrillCompleted.class, said).verdict()).isEqualTo(DrillVerdict.FAILED);
    }

    @Test
    void oneAtATimeAndTheSameOneAgainIsTheSame() {
        drill.lostNow(null, null);
        assertThat(drill.given(drill(false, null, null))).singleElement().isInstanceOf(DrillStarted.class);
        assertThat(drill.drill().phase()).isEqualTo(Phase.LOST);
        var another = new StartDrill(ORDERS, "another", "east", null, null, null, null, null, null, null);
        assertThat(drill.given(another)).singleElement().isInstanceOf(DrillRefused.class);
    }
}
