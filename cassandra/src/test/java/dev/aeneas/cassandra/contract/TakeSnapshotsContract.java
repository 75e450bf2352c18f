package dev.aeneas.cassandra.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.node.SnapshotExists;
import dev.aeneas.cassandra.node.TableSnapshot;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class TakeSnapshotsContract {
    private NodeOperations node;

    abstract TestCluster cluster();

    @BeforeEach
    void connect() {
        node = cluster().connect(cluster().first());
    }

    @AfterEach
    void clear() {
        node.clearSnapshot("s1");
        node.close();
    }

    @Test
    void listsATakenSnapshotUntilItIsCleared() {
        node.takeSnapshot("s1", Set.of("app"));

        assertThat(node.snapshots())
                .filteredOn(taken -> taken.tag().equals("s1"))
                .extracting(TableSnapshot::keyspace)
                .containsOnly("app");
        node.clearSnapshot("s1");
        assertThat(node.snapshots()).noneMatch(taken -> taken.tag().equals("s1"));
    }

    @Test
    void refusesATagThatIsTaken() {
        node.takeSnapshot("s1", Set.of("app"));

        assertThatThrownBy(() -> node.takeSnapshot("s1", Set.of("app")))
                .isInstanceOfSatisfying(
                        SnapshotExists.class, e -> assertThat(e.tag()).isEqualTo("s1"));
    }

    @Test
    void takesOneTagForAnotherKeyspace() {
        node.takeSnapshot("s1", Set.of("app"));
        node.takeSnapshot("s1", Set.of("single"));

        assertThat(node.snapshots())
                .filteredOn(taken -> taken.tag().equals("s1"))
                .extracting(TableSnapshot::keyspace)
                .contains("app", "single");
    }

    @Test
    void refusesAKeyspaceThatIsNotThere() {
        assertThatThrownBy(() -> node.takeSnapshot("s1", Set.of("nowhere"))).isInstanceOf(NodeRefused.class);
    }

    @Test
    void refusesABlankTagBecauseItWouldMeanAll() {
        assertThatThrownBy(() -> node.clearSnapshot(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsNothingToClearWithoutComplaint() {
        node.clearSnapshot("never-taken");

        assertThat(node.snapshots()).noneMatch(taken -> taken.tag().equals("never-taken"));
    }

    @Test
    void tellsWhereTheFilesAre() {
        assertThat(node.dataDirectories()).isNotEmpty();
    }
}
