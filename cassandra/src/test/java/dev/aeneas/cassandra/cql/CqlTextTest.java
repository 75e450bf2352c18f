package dev.aeneas.cassandra.cql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.ring.Replication;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CqlTextTest {
    @Test
    void readsEveryStrategy() {
        assertThat(CqlText.replication(Map.of(
                        "class", "org.apache.cassandra.locator.NetworkTopologyStrategy", "east", "3", "west", "3/1")))
                .isEqualTo(Replication.NetworkTopology.of(Map.of("east", 3, "west", 3)));
        assertThat(CqlText.replication(
                        Map.of("class", "org.apache.cassandra.locator.SimpleStrategy", "replication_factor", "2")))
                .isEqualTo(new Replication.Simple(2));
        assertThat(CqlText.replication(Map.of("class", "org.apache.cassandra.locator.LocalStrategy")))
                .isEqualTo(new Replication.Local());
        assertThat(CqlText.replication(Map.of("class", "org.example.Odd")))
                .isEqualTo(new Replication.Custom("org.example.Odd"));
    }

    @Test
    void quotesWhatItPutsIntoStatements() {
        assertThat(CqlText.alterReplication("My\"Keyspace", Replication.NetworkTopology.of(Map.of("we'st", 3))))
                .isEqualTo("ALTER KEYSPACE \"My\"\"Keyspace\" WITH replication = "
                        + "{'class': 'NetworkTopologyStrategy', 'we''st': 3}");
    }

    @Test
    void keepsPasswordsOutOfWhatIsPrinted() {
        assertThat(new Credentials("admin", "secret").toString()).doesNotContain("secret");
    }
}
