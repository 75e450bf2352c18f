package dev.aeneas.cassandra.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.node.AccessDenied;
import dev.aeneas.cassandra.node.NodeOperations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The contracts on three real nodes with passwords; in order, the destructive ones last. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class RealClusterTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static RealTestCluster cluster;

    @BeforeAll
    static void start() {
        cluster = RealTestCluster.start(folder);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Nested
    @Order(1)
    class SeesRing extends SeeRingContract {
        @Override
        TestCluster cluster() {
            return cluster;
        }

        @Test
        void refusesAWrongPassword() {
            JmxNodes wrong = new JmxNodes(Optional.of(new Credentials("admin", "wrong")), JmxBounds.DEFAULT);

            assertThatThrownBy(() -> wrong.connect(cluster().first())).isInstanceOf(AccessDenied.class);
        }
    }

    @Nested
    @Order(2)
    class SetsThrottles extends SetThrottlesContract {
        @Override
        TestCluster cluster() {
            return cluster;
        }
    }

    @Nested
    @Order(3)
    class TakesSnapshots extends TakeSnapshotsContract {
        @Override
        TestCluster cluster() {
            return cluster;
        }

        @Test
        void linksTheFilesBelowTheDataDirectory() throws Exception {
            try (NodeOperations node = cluster().connect(cluster().first())) {
                node.takeSnapshot("s1", Set.of("app"));

                Path data = node.dataDirectories().get(0);
                try (var files = Files.find(data, 6, (file, about) -> file.endsWith(Path.of("snapshots", "s1")))) {
                    assertThat(files.toList()).hasSize(1).allMatch(found -> found.startsWith(data.resolve("app")));
                }
            }
        }
    }

    @Nested
    @Order(4)
    class Repairs extends RepairContract {
        @Override
        TestCluster cluster() {
            return cluster;
        }
    }

    @Nested
    @Order(6)
    class IsManaged extends ManagedClusterContract {
        @Override
        TestCluster cluster() {
            return cluster;
        }
    }

    @Nested
    @Order(5)
    class JoinsAndLeaves extends JoinAndLeaveContract {
        @Override
        TestCluster cluster() {
            return cluster;
        }
    }

    @Nested
    @Order(7)
    class IsLost extends LossContract {
        @Override
        TestCluster cluster() {
            return cluster;
        }
    }
}
