package dev.aeneas.failover.run;

import static dev.aeneas.failover.run.FailoverScenario.EAST;
import static dev.aeneas.failover.run.FailoverScenario.ORDERS;
import static dev.aeneas.failover.run.FailoverScenario.START;
import static dev.aeneas.failover.run.FailoverScenario.WEST;
import static dev.aeneas.failover.run.FailoverScenario.down;
import static dev.aeneas.failover.run.FailoverScenario.recovered;
import static dev.aeneas.failover.run.FailoverScenario.withPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.OnDegraded;
import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverEvent.FailoverStarted;
import dev.aeneas.contracts.FailoverEvent.RegionDegraded;
import dev.aeneas.contracts.FailoverEvent.TrafficShifted;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a region that answers and serves no writes leads to. */
class DegradedTest {

    @Test
    void asksAPersonOnceWhenThePolicySaysNothingElse() {
        var orders = withPolicy(Mode.AUTOMATIC);

        assertThat(orders.given(degraded("east")))
                .singleElement()
                .isInstanceOfSatisfying(FailoverDecisionNeeded.class, asked -> assertThat(asked.reason())
                        .contains("degraded", "no answer within PT1S", "a person decides"));
        assertThat(orders.given(degraded("east"))).isEmpty();
        assertThat(orders.state().standing("east").kind()).isEqualTo(RegionStanding.Kind.DEGRADED);
    }

    @Test
    void doesNothingWhenThePolicyIgnoresItOrItConcernsNoClient() {
        var orders = withPolicy(Mode.AUTOMATIC);
        assertThat(orders.given(degraded("west"))).isEmpty();
        orders.given(policy(Mode.AUTOMATIC, OnDegraded.IGNORE));

        assertThat(orders.given(degraded("east"))).isEmpty();
    }

    @Test
    void failsOverWhenThePolicySaysSoAndMayActByItself() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(policy(Mode.ASK, OnDegraded.FAILOVER));
        assertThat(orders.given(degraded("east"))).singleElement().isInstanceOf(FailoverDecisionNeeded.class);
        orders.given(recovered("east"));
        orders.given(policy(Mode.AUTOMATIC, OnDegraded.FAILOVER));

        assertThat(orders.given(degraded("east")))
                .hasAtLeastOneElementOfType(FailoverStarted.class)
                .hasAtLeastOneElementOfType(TrafficShifted.class);
        assertThat(orders.given(down("east"))).isEmpty();
    }

    @Test
    void doesNotFailOverByItselfToAStandbyThatIsDegraded() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(degraded("west"));

        assertThat(orders.given(down("east")))
                .singleElement()
                .isInstanceOfSatisfying(FailoverDecisionNeeded.class, asked -> assertThat(asked.reason())
                        .contains("must serve writes"));
    }

    private static SetFailoverPolicy policy(Mode mode, OnDegraded onDegraded) {
        return new SetFailoverPolicy(ORDERS, mode, EAST, WEST, null, null, onDegraded);
    }

    private static RegionDegraded degraded(String region) {
        var datacenter = region.equals("east") ? EAST : WEST;
        return new RegionDegraded(
                ORDERS, region, List.of(datacenter), START.minusSeconds(5), "no answer within PT1S", List.of());
    }
}
