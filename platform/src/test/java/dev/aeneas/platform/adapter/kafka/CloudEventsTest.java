package dev.aeneas.platform.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class CloudEventsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Envelope ENVELOPE = new Envelope(
            "id-1", URI.create("/test"), NOW, "correlation", "cause", new DeleteCluster(new ClusterName("orders")));
    private static final Map<String, String> REQUIRED = Map.of(
            "ce_specversion", "1.0",
            "ce_id", "7",
            "ce_source", "console",
            "ce_type", "aeneas.provisioning.DeleteCluster.v1");

    @Test
    void whatIsWrittenIsReadAgain() {
        ProducerRecord<String, byte[]> written = CloudEvents.write(ENVELOPE);
        assertThat(written.topic()).isEqualTo("aeneas.provisioning.commands");
        assertThat(written.key()).isEqualTo("orders");
        assertThat(CloudEvents.read(record(written.headers(), written.value()))).isEqualTo(ENVELOPE);
    }

    @Test
    void aTraceTravelsAsTheHeaderThatCloudEventsNames() {
        var traced = ENVELOPE.within("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var written = CloudEvents.write(traced);
        assertThat(new String(written.headers().lastHeader("ce_traceparent").value(), StandardCharsets.UTF_8))
                .isEqualTo(traced.trace());
        assertThat(CloudEvents.read(record(written.headers(), written.value()))).isEqualTo(traced);
    }

    @Test
    void fourHeadersOfAnyToolAreEnough() {
        var read = CloudEvents.read(record(headers(REQUIRED), "{\"cluster\":\"orders\"}"));
        assertThat(read.body()).isEqualTo(ENVELOPE.body());
        assertThat(read.correlationId()).isEqualTo("7");
        assertThat(read.time()).isEqualTo(NOW);
    }

    @Test
    void theStructuredModeIsReadToo() {
        var json = "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"console\","
                + "\"type\":\"aeneas.provisioning.DeleteCluster.v1\",\"data\":{\"cluster\":\"orders\"}}";
        var headers = headers(Map.of("content-type", "application/cloudevents+json"));
        assertThat(CloudEvents.read(record(headers, json)).body()).isEqualTo(ENVELOPE.body());
    }

    @Test
    void saysWhatIsWrongWithAMessage() {
        assertInvalid(Map.of(), "{}", "$", "must be a CloudEvent");
        assertInvalid(with("ce_type", "aeneas.unknown"), "{}", "type", "is not known");
        assertInvalid(REQUIRED, "{}", "cluster", "is required");
        assertInvalid(REQUIRED, "{", "$", "must be well-formed JSON");
    }

    private static void assertInvalid(Map<String, String> headers, String body, String field, String rule) {
        var error = catchThrowableOfType(InvalidField.class, () -> CloudEvents.read(record(headers(headers), body)));
        assertThat(error.field()).isEqualTo(field);
        assertThat(error.rule()).startsWith(rule);
    }

    private static Map<String, String> with(String name, String value) {
        var headers = new java.util.HashMap<>(REQUIRED);
        headers.put(name, value);
        return headers;
    }

    private static Headers headers(Map<String, String> values) {
        var headers = new RecordHeaders();
        values.forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private static ConsumerRecord<String, byte[]> record(Headers headers, String value) {
        return record(headers, value.getBytes(StandardCharsets.UTF_8));
    }

    private static ConsumerRecord<String, byte[]> record(Headers headers, byte[] value) {
        return new ConsumerRecord<>(
                "aeneas.provisioning.commands",
                0,
                0,
                NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                value.length,
                "orders",
                value,
                headers,
                java.util.Optional.empty());
    }
}
