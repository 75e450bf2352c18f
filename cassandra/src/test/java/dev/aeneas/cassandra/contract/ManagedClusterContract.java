package dev.aeneas.cassandra.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.SchemaAgreement;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.Replication;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The default role is gone afterwards. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ManagedClusterContract {
    abstract TestCluster cluster();

    @Test
    void readsKeyspacesWithTheirReplication() {
        try (ManagedCluster session = cluster().clusters().connect(cluster().contact())) {
            assertThat(session.keyspaces())
                    .contains(
                            new Keyspace("app", west(2)),
                            new Keyspace("single", west(1)),
                            new Keyspace("system", new Replication.Local()))
                    .extracting(Keyspace::name)
                    .containsAll(Keyspace.REPLICATED_SYSTEM)
                    .isSorted();
        }
    }

    @Test
    void altersReplicationAndTheLivingAgree() throws InterruptedException {
        try (ManagedCluster session = cluster().clusters().connect(cluster().contact());
                NodeOperations node = cluster().connect(cluster().first())) {
            session.replicate("single", west(2));

            assertThat(session.keyspace("single")).contains(new Keyspace("single", west(2)));
            assertThat(SchemaAgreement.await(node, Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void refusesToAlterAKeyspaceThatIsNotThere() {
        try (ManagedCluster session = cluster().clusters().connect(cluster().contact())) {
            assertThatThrownBy(() -> session.replicate("nowhere", west(1)))
                    .isInstanceOf(ClusterException.Refused.class);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void givesTheClusterItsOwnSuperuserInsteadOfTheDefaultOne() {
        Credentials admin = new Credentials("admin", "it's secret");
        try (ManagedCluster asDefault = connectAs(Credentials.CASSANDRA_DEFAULT)) {
            asDefault.createSuperuser(admin);
            assertThatThrownBy(asDefault::neutraliseDefaultRole).isInstanceOf(ClusterException.Refused.class);
        }
        try (ManagedCluster asAdmin = connectAs(admin)) {
            asAdmin.neutraliseDefaultRole();
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThatThrownBy(
                            () -> connectAs(Credentials.CASSANDRA_DEFAULT).close())
                    .isInstanceOf(ClusterException.AccessDenied.class));
        }
    }

    @Test
    void tellsThatNobodyAnswers() {
        NodeAddress nobody = NodeAddress.of("127.255.255.1");

        assertThatThrownBy(() -> cluster()
                        .clusters()
                        .connect(new ClusterContact(
                                List.of(nobody), TestCluster.DATACENTER, Optional.empty(), Optional.empty())))
                .isInstanceOf(ClusterException.Unreachable.class);
    }

    private ManagedCluster connectAs(Credentials role) {
        ClusterContact contact = new ClusterContact(
                List.of(cluster().first()), TestCluster.DATACENTER, Optional.of(role), Optional.empty());
        return cluster().clusters().connect(contact);
    }

    private static Replication.NetworkTopology west(int factor) {
        return Replication.NetworkTopology.of(Map.of(TestCluster.DATACENTER, factor));
    }
}
