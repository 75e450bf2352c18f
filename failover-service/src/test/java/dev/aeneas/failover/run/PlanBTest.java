package dev.aeneas.failover.run;

import static dev.aeneas.failover.run.FailoverScenario.EAST;
import static dev.aeneas.failover.run.FailoverScenario.LARGE;
import static dev.aeneas.failover.run.FailoverScenario.ORDERS;
import static dev.aeneas.failover.run.FailoverScenario.RUN;
import static dev.aeneas.failover.run.FailoverScenario.SMALL;
import static dev.aeneas.failover.run.FailoverScenario.WEST;
import static dev.aeneas.failover.run.FailoverScenario.down;
import static dev.aeneas.failover.run.FailoverScenario.policyWith;
import static dev.aeneas.failover.run.FailoverScenario.scaleFailed;
import static dev.aeneas.failover.run.FailoverScenario.scaleRefused;
import static dev.aeneas.failover.run.FailoverScenario.scaled;
import static dev.aeneas.failover.run.FailoverScenario.withPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.FailoverEvent.CapacityRestored;
import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverTerms;
import dev.aeneas.contracts.PolicyEvent.FailoverPlanChanged;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.Sku;
import dev.aeneas.failover.forecast.Beside;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanBTest {
    private final FailoverScenario orders = withPolicy(Mode.AUTOMATIC);

    @Test
    void asksForAnotherSizeOfThePolicyAndSaysWhy() {
        var medium = new Sku("Local_M");
        orders.given(policyWith(planB(new FailoverTerms.PlanB(List.of(medium), false))));
        orders.given(down("east"));

        var said = orders.given(scaleRefused(RUN, Refusal.Kind.INVALID));
        assertThat(said).last().isEqualTo(new ScaleDatacenter(ORDERS, WEST, RUN + "-2", 6, medium, List.of(EAST)));
        assertThat(((FailoverPlanChanged) said.get(0)).reason())
                .isEqualTo("6 nodes Local_L: datacenter must have no other run; trying 6 nodes Local_M");
    }

    @Test
    void asksForLessAndLessAndThenForAPerson() {
        orders.given(new SetFailoverPolicy(ORDERS, Mode.AUTOMATIC, EAST, WEST, 12, LARGE));
        orders.given(down("east"));

        assertThat(failed(1)).isEqualTo(asked(2, 12, SMALL));
        assertThat(failed(2)).isEqualTo(asked(3, 6, LARGE));
        assertThat(failed(3)).isInstanceOf(FailoverDecisionNeeded.class);
        assertThat(orders.openWork()).hasSize(1);
    }

    @Test
    void saysThatLessThanWasAskedForIsThereNow() {
        orders.given(down("east"));
        orders.given(scaleFailed(RUN));

        var said = orders.given(scaled(RUN + "-2"));
        assertThat(said).hasExactlyElementsOfTypes(CapacityRestored.class, FailoverDecisionNeeded.class);
        assertThat(((CapacityRestored) said.get(0)).sku()).isEqualTo(SMALL);
        assertThat(((FailoverDecisionNeeded) said.get(1)).reason()).contains("plan B to 6 nodes Local_S");
        assertThat(orders.run().facts().changes()).hasSize(1);
        assertThat(orders.state().beside()).isEqualTo(Beside.ASSUMED);
    }

    private Object failed(int attempt) {
        var said = orders.given(scaleFailed(attempt == 1 ? RUN : RUN + "-" + attempt));
        return said.get(said.size() - 1);
    }

    private static ScaleDatacenter asked(int attempt, int nodes, Sku sku) {
        return new ScaleDatacenter(ORDERS, WEST, RUN + "-" + attempt, nodes, sku, List.of(EAST));
    }

    private static FailoverTerms planB(FailoverTerms.PlanB plan) {
        return new FailoverTerms(null, null, null, null, null, null, plan);
    }
}
