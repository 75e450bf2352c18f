package dev.aeneas.cassandra.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cassandra.node.CompareReplicas.Comparison;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.node.RepairProgress;
import dev.aeneas.cassandra.node.RepairRequest;
import dev.aeneas.cassandra.node.RepairResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Repair, cleanup and rebuild: what is done to the data of a member. */
abstract class RepairContract {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private NodeOperations node;

    abstract TestCluster cluster();

    @BeforeEach
    void connect() {
        node = cluster().connect(cluster().first());
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void repairsWithinTheDatacenterAndTellsProgress() {
        List<RepairProgress> progress = new CopyOnWriteArrayList<>();

        RepairResult result = node.repair(RepairRequest.within(TestCluster.DATACENTER, "app"), BOUND, progress::add);

        assertThat(result).isInstanceOf(RepairResult.Repaired.class);
        assertThat(progress).isNotEmpty();
    }

    @Test
    void findsReplicasEqualAfterTheirRepair() {
        node.repair(RepairRequest.within(TestCluster.DATACENTER, "app"), BOUND, progress -> {});

        assertThat(node.compare(RepairRequest.within(TestCluster.DATACENTER, "app"), BOUND))
                .isEqualTo(new Comparison.InSync());
    }

    @Test
    void findsNothingToRepairWithoutASecondReplica() {
        RepairResult result =
                node.repair(RepairRequest.within(TestCluster.DATACENTER, "single"), BOUND, progress -> {});

        assertThat(result).isEqualTo(new RepairResult.NothingToRepair());
    }

    @Test
    void refusesToRepairAKeyspaceThatIsNotThere() {
        assertThatThrownBy(() ->
                        node.repair(RepairRequest.within(TestCluster.DATACENTER, "nowhere"), BOUND, progress -> {}))
                .isInstanceOf(NodeRefused.class);
    }

    @Test
    void cleansUpAKeyspaceAndRefusesOneThatIsNotThere() {
        node.cleanup("app", 1, BOUND);

        assertThatThrownBy(() -> node.cleanup("nowhere", 1, BOUND)).isInstanceOf(NodeRefused.class);
    }

    @Test
    void rebuildsFromADatacenterAndRefusesOneThatIsNotThere() {
        node.rebuild(TestCluster.DATACENTER, Set.of("app"), BOUND);

        assertThatThrownBy(() -> node.rebuild("nowhere", Set.of("app"), BOUND)).isInstanceOf(NodeRefused.class);
    }
}
