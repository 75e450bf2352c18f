package dev.aeneas.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The runtime modules have no parent, so that no BOM touches them: this holds their versions to those of the root pom. */
class RuntimesTest {
    private final Runtimes runtimes = Runtimes.find();

    @Test
    void holdCassandraInTheVersionThatTheRootPomNames() {
        assertThat(Runtimes.jar(runtimes.cassandra(), "cassandra-all-").getFileName())
                .hasToString("cassandra-all-" + System.getProperty("cassandra.version") + ".jar");
    }

    @Test
    void holdKafkaInTheVersionThatTheRootPomNames() {
        assertThat(Runtimes.jar(runtimes.kafka(), "kafka_").getFileName())
                .hasToString("kafka_2.13-" + System.getProperty("kafka.version") + ".jar");
    }

    @Test
    void saysWhichJarIsMissing() {
        assertThatThrownBy(() -> Runtimes.jar(runtimes.kafka(), "no-such-"))
                .hasMessageContaining("no-such-")
                .hasMessageContaining(runtimes.kafka().toString());
    }
}
