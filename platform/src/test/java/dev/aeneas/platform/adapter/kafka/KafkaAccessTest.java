package dev.aeneas.platform.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaAccessTest {
    @Test
    void whatProtectsTheConnectionReachesEveryClientAndAConsumersOwnSettingsDoNot() {
        Map<String, Object> broker = Map.of(
                "bootstrap.servers", "127.0.0.1:9093",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "ssl.truststore.type", "PEM",
                "group.id", "a consumer's");

        assertThat(KafkaAccess.of(broker))
                .containsOnlyKeys("bootstrap.servers", "security.protocol", "sasl.mechanism", "ssl.truststore.type");
    }
}
