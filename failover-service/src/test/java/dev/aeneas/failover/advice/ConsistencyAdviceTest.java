package dev.aeneas.failover.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.Replication.NetworkTopology;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Sku;
import dev.aeneas.failover.advice.ConsistencyAdvice.Loss;
import dev.aeneas.failover.advice.ConsistencyAdvice.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsistencyAdviceTest {
    private static final DatacenterName EAST = new DatacenterName("east");
    private static final DatacenterName WEST = new DatacenterName("west");

    private static Row row(Level level, int east, int west, int racks) {
        var keyspace = new Keyspace("shop", NetworkTopology.of(Map.of("east", east, "west", west)));
        var topology = new ClusterTopology(
                new ClusterName("orders"), 1, List.of(datacenter(EAST, racks), datacenter(WEST, racks)));
        return ConsistencyAdvice.of(keyspace, topology, EAST, WEST).levels().stream()
                .filter(row -> row.level() == level)
                .findFirst()
                .orElseThrow();
    }

    private static Datacenter datacenter(DatacenterName name, int racks) {
        return new Datacenter(
                name,
                name.value(),
                new Sku("Local_S"),
                IntStream.rangeClosed(1, racks).mapToObj(i -> name + "_" + i).toList(),
                3,
                ProvisioningState.SUCCEEDED,
                false,
                List.of());
    }

    @Test
    void localQuorumIsServedThroughEveryLossAndLosesTheLag() {
        assertThat(row(Level.LOCAL_QUORUM, 3, 3, 3))
                .isEqualTo(new Row(Level.LOCAL_QUORUM, true, true, true, true, true, Loss.REPLICATION_LAG));
    }

    @Test
    void eachQuorumLosesNothingButFailsAsSoonAsEitherRegionIsAway() {
        assertThat(row(Level.EACH_QUORUM, 3, 3, 3))
                .isEqualTo(new Row(Level.EACH_QUORUM, false, true, true, false, false, Loss.NONE));
    }

    @Test
    void quorumOverEqualRegionsSurvivesNeitherAndMayHideWhatItKept() {
        assertThat(row(Level.QUORUM, 3, 3, 3))
                .isEqualTo(new Row(Level.QUORUM, true, true, true, false, false, Loss.HIDDEN_UNTIL_REPAIR));
    }

    @Test
    void allSurvivesNothing() {
        assertThat(row(Level.ALL, 3, 3, 3)).isEqualTo(new Row(Level.ALL, true, false, false, false, false, Loss.NONE));
    }

    @Test
    void aRackThatHoldsTwoOfThreeReplicasTakesTheQuorumWithIt() {
        assertThat(row(Level.LOCAL_QUORUM, 3, 3, 2).oneRackLost()).isFalse();
        assertThat(row(Level.LOCAL_ONE, 3, 3, 2).oneRackLost()).isTrue();
    }

    @Test
    void twoReplicasSurviveNoNodeAtLocalQuorum() {
        assertThat(row(Level.LOCAL_QUORUM, 2, 3, 2).oneNodeLost()).isFalse();
    }

    @Test
    void withoutReplicasInTheStandbyNothingIsServedThereAndEverythingLost() {
        var row = row(Level.LOCAL_QUORUM, 3, 0, 3);
        assertThat(row.primaryLost()).isFalse();
        assertThat(row.whenPrimaryIsLost()).isEqualTo(Loss.REPLICATION_LAG);
    }
}
