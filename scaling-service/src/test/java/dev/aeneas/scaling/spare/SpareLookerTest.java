package dev.aeneas.scaling.spare;

import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.inState;
import static dev.aeneas.scaling.Machines.keeping;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.prepared;
import static dev.aeneas.scaling.Machines.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.scaling.look.OpenRun;
import dev.aeneas.scaling.look.SeeCluster;
import dev.aeneas.scaling.plan.NodeFacts;
import dev.aeneas.scaling.spare.SparesSeen.Kept;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Three nodes and two spares in west. */
class SpareLookerTest {
    private static final NodeFacts WELL = new NodeFacts(true, 0, 24, 0, List.of());
    private static final ClusterTopology KEEPING = keeping(2, prepared(orders(3, SMALL), SMALL, 4, 5));

    private record Known(ClusterTopology machines) implements SeeCluster {
        @Override
        public Optional<ClusterTopology> topology(ClusterName cluster) {
            return Optional.of(machines);
        }

        @Override
        public Optional<OpenRun> openRun(ClusterName cluster) {
            return Optional.empty();
        }
    }

    private static List<Kept> look(ClusterTopology machines, Map<String, NodeFacts> others) {
        var looker = new SpareLooker(new Known(machines), (cluster, nodes) -> nodes.stream()
                .collect(Collectors.toMap(Node::name, node -> others.getOrDefault(node.name(), WELL))));
        return looker.perform(new ProcessId(SpareProcess.KIND, "orders"), new LookAtSpares("look-1", ORDERS))
                .datacenters();
    }

    @Test
    void countsTheSparesThatAnswer() {
        assertThat(look(KEEPING, Map.of())).containsExactly(new Kept(WEST, 2, 2, true));
        assertThat(look(KEEPING, Map.of("west_5", NodeFacts.SILENT))).containsExactly(new Kept(WEST, 2, 1, true));
    }

    @Test
    void callsNothingQuietWhileANodeIsSilentOrSeenDownOrOnItsWay() {
        var down = seesDown(KEEPING.nodes().get(0));

        assertThat(look(KEEPING, Map.of("west_1", NodeFacts.SILENT))).containsExactly(new Kept(WEST, 2, 2, false));
        assertThat(look(KEEPING, Map.of("west_1", down))).containsExactly(new Kept(WEST, 2, 2, false));
        assertThat(look(with(KEEPING, "west_2", node -> inState(node, NodeState.LEAVING)), Map.of()))
                .containsExactly(new Kept(WEST, 2, 2, false));
    }

    @Test
    void doesNotMindThatTheOthersCallADeadSpareDown() {
        var spare = KEEPING.datacenter(WEST).orElseThrow().nodes().get(4);

        assertThat(look(KEEPING, Map.of("west_1", seesDown(spare), "west_5", NodeFacts.SILENT)))
                .containsExactly(new Kept(WEST, 2, 1, true));
    }

    private static NodeFacts seesDown(Node node) {
        return new NodeFacts(true, 0, 24, 0, List.of(node.address()));
    }

    @Test
    void looksOnlyWhereSparesAreKept() {
        assertThat(look(orders(3, SMALL), Map.of())).isEmpty();
    }
}
