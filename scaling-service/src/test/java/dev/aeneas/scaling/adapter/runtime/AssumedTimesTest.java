package dev.aeneas.scaling.adapter.runtime;

import static dev.aeneas.scaling.Machines.MEDIUM;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.emergency;
import static dev.aeneas.scaling.Machines.evenly;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.prepared;
import static dev.aeneas.scaling.Machines.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.scaling.ScalingConfig;
import dev.aeneas.scaling.plan.ClusterFacts;
import dev.aeneas.scaling.plan.NodeFacts;
import dev.aeneas.scaling.plan.ScalePlanner;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The defaults forecast what docs/measured-facts.md tells of a first run on two cores, within the promised 25 %. */
class AssumedTimesTest {
    private static final long LOAD = 1_100L << 20;
    private static final ClusterTopology THREE = evenly(orders(3, MEDIUM));

    @Test
    void forecastsAGrowthOfThreeLoadedNodesToSixInAnEmergency() {
        assertThat(seconds(THREE)).isBetween(42.8 * 0.75, 42.8 * 1.25);
    }

    @Test
    void forecastsTheSameWithThreePreparedSpares() {
        assertThat(seconds(prepared(THREE, MEDIUM, 4, 5, 6))).isBetween(20.0 * 0.75, 20.0 * 1.25);
    }

    private static double seconds(ClusterTopology machines) {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ScalingConfig.class)
                .build()
                .getConfigMapping(ScalingConfig.class);
        var nodes = THREE.datacenter(WEST).orElseThrow().nodes().stream()
                .collect(Collectors.toMap(Node::name, node -> new NodeFacts(true, LOAD, 24, 0, List.of())));
        var facts = new ClusterFacts(Map.of(), nodes, Set.of(), KnownTimes.assumed(config.forecast()), List.of());
        var plan = ScalePlanner.plan(request(emergency("r", 6, MEDIUM), machines, facts));
        return plan.forecast().orElseThrow().toMillis() / 1e3;
    }
}
