package dev.aeneas.platform.adapter.kafka;

import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Counts what the broker was given, per topic and type: {@code aeneas_messages_published_total}, from which operators see regions
 * lost, runs failed and letters dead. A message that is published again after a crash counts again.
 */
public final class SentMessages {
    private static final String METRIC = "aeneas.messages.published";
    private static final String UNKNOWN = "unknown";

    private SentMessages() {}

    /** Begins at zero with all that a service may say, so that its first failure is an increase. */
    public static void from(String service) {
        Topics.all().stream()
                .filter(topic -> topic.startsWith("aeneas." + service + "."))
                .forEach(topic -> {
                    Topics.typesOn(topic).forEach(type -> counter(topic, type));
                    counter(Topics.deadLettersOf(topic), UNKNOWN);
                });
    }

    static void count(ProducerRecord<String, byte[]> record) {
        counter(record.topic(), typeOf(record)).increment();
    }

    // Anybody may produce any header: only what we know becomes a label, and a dead letter's type is not believed.
    private static String typeOf(ProducerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader("ce_type");
        var type = header == null ? UNKNOWN : new String(header.value(), StandardCharsets.UTF_8);
        return Topics.all().contains(record.topic()) && MessageTypes.find(type).isPresent() ? type : UNKNOWN;
    }

    private static Counter counter(String topic, String type) {
        return Metrics.counter(METRIC, "topic", topic, "type", type);
    }
}
