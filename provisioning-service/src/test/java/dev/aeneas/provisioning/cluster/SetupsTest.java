package dev.aeneas.provisioning.cluster;

import static dev.aeneas.provisioning.cluster.ClusterBench.EAST;
import static dev.aeneas.provisioning.cluster.ClusterBench.NAME;
import static dev.aeneas.provisioning.cluster.ClusterBench.SMALL;
import static dev.aeneas.provisioning.cluster.ClusterBench.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.contracts.TopologyStep.ReplaceNode;
import dev.aeneas.contracts.TopologyStep.RollNodes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nodes are set up with is remembered with the cluster, for whoever starts them and whoever plans. */
class SetupsTest {
    private static final NodeSetup QUICKER = new NodeSetup(Map.of("compaction_throughput", "128MiB/s"), "5.0.9");

    private final ClusterBench bench = new ClusterBench();
    private long epoch;

    @BeforeEach
    void aRunHoldsTheLock() {
        epoch = bench.running().reserve("one");
    }

    private List<Message> step(String id, TopologyStep step) {
        return bench.send(new RunTopologyStep(NAME, "one", epoch, id, step));
    }

    @Test
    void aRolledNodeKeepsItsSetupAndWhoeverPlansIsToldOfIt() {
        step("a", new RollNodes(EAST, List.of("east_1"), QUICKER));
        bench.finishStep("a", List.of());

        var told =
                (TopologyReserved) bench.send(new ReserveTopology(NAME, "one")).get(0);
        assertThat(told.setups()).containsExactly(Map.entry("east_1", QUICKER));
        assertThat(told.versions()).containsExactly("5.0.9");
    }

    @Test
    void aNodeThatGetsTheProvidersOwnSetupBackIsNotRememberedAnyMore() {
        step("a", new RollNodes(EAST, List.of("east_1"), QUICKER));
        bench.finishStep("a", List.of());

        step("b", new RollNodes(EAST, List.of("east_1"), NodeSetup.DEFAULT));

        assertThat(bench.cluster().setups()).isEmpty();
    }

    @Test
    void newNodesGetWhatMostOfTheirDatacenterHave() {
        step("a", new RollNodes(EAST, List.of("east_1", "east_2"), QUICKER));
        bench.finishStep("a", List.of());

        step("b", new PrepareNodes(EAST, List.of(new NewNode("east_3", "east_1", SMALL, List.of(77L)))));

        assertThat(bench.cluster().setup("east_3")).isEqualTo(QUICKER);
    }

    @Test
    void aReplacementGetsTheDeadOnesSetup() {
        step("a", new RollNodes(EAST, List.of("east_2"), QUICKER));
        bench.finishStep("a", List.of());

        step("b", new ReplaceNode(EAST, "east_2", "east_3"));

        assertThat(bench.cluster().setup("east_3")).isEqualTo(QUICKER);
    }

    @Test
    void refusesSettingsAndVersionsThatNobodyMayHave() {
        var wrong = new NodeSetup(Map.of("authenticator", "AllowAllAuthenticator"), "9.9.9");

        assertThat(refusal(step("a", new RollNodes(EAST, List.of("east_1", "nobody"), wrong)))
                        .violations())
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("step.nodes", "step.setup.settings.authenticator", "step.setup.version");
        assertThat(bench.work()).isEmpty();
    }
}
