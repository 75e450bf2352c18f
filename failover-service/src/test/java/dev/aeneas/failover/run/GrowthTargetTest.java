package dev.aeneas.failover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverTerms;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.Sku;
import dev.aeneas.failover.policy.FailoverPolicy;
import dev.aeneas.failover.policy.PolicyRules;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTargetTest {
    private static final DatacenterName EAST = new DatacenterName("east");
    private static final DatacenterName WEST = new DatacenterName("west");
    private static final Sku FULL = new Sku("Local_M");

    private static Datacenter datacenter(DatacenterName name, int count) {
        var nodes = IntStream.range(0, count)
                .mapToObj(i ->
                        new Node(name + "_" + i, "127.0.0." + i, name, name + "_1", FULL, NodeState.NORMAL, List.of()))
                .toList();
        return new Datacenter(
                name, name.value(), FULL, List.of("a", "b", "c"), 3, ProvisioningState.SUCCEEDED, false, nodes);
    }

    private static FailoverPolicy policy(Integer nodeCount, Integer percent) {
        var terms = new FailoverTerms(null, null, null, null, null, null, null, percent);
        return new FailoverPolicy(Mode.AUTOMATIC, EAST, WEST, nodeCount, null, null, terms);
    }

    private static ClusterTopology topology() {
        return new ClusterTopology(new ClusterName("orders"), 1, List.of(datacenter(EAST, 12), datacenter(WEST, 3)));
    }

    private static int target(Integer nodeCount, Integer percent) {
        return GrowthTarget.of(ClusterFailover.begun(topology()).with(policy(nodeCount, percent), new Routing(EAST, 0)))
                .nodeCount();
    }

    @ParameterizedTest(name = "{0} percent of twelve nodes in three racks are {1}")
    @CsvSource({"100, 12", "50, 6", "51, 9", "10, 3", "125, 15"})
    void aPercentageIsOfTheLostNodesRoundedUpToWholeRacks(int percent, int nodes) {
        assertThat(target(null, percent)).isEqualTo(nodes);
    }

    @Test
    void isWhatWasLostUnlessThePolicySaysOtherwise() {
        assertThat(target(null, null)).isEqualTo(12);
        assertThat(target(6, null)).isEqualTo(6);
    }

    @Test
    void aPercentageIsOneOfTwoWaysToSayItAndMoreThanNothing() {
        assertThat(PolicyRules.broken(policy(6, 50), topology()))
                .extracting(Violation::field)
                .containsExactly("terms.targetPercent");
        assertThat(PolicyRules.broken(policy(null, 0), topology()))
                .extracting(Violation::field)
                .containsExactly("terms.targetPercent");
        assertThat(PolicyRules.broken(policy(null, 50), topology())).isEmpty();
    }
}
