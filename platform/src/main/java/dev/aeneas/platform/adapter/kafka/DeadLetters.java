package dev.aeneas.platform.adapter.kafka;

import dev.aeneas.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts aside what could not be read or handled: original key, bytes and headers, with reason and origin as more headers. */
final class DeadLetters {
    static final String REASON = "aeneas_dead_letter_reason";
    static final String ORIGIN = "aeneas_dead_letter_origin";

    private final KafkaPublisher publisher;

    DeadLetters(KafkaPublisher publisher) {
        this.publisher = publisher;
    }

    void put(ConsumerRecord<String, byte[]> record, String reason) {
        var letter = new ProducerRecord<>(Topics.deadLettersOf(record.topic()), record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        letter.headers().add(REASON, reason.getBytes(StandardCharsets.UTF_8));
        letter.headers()
                .add(
                        ORIGIN,
                        (record.topic() + "/" + record.partition() + "/" + record.offset())
                                .getBytes(StandardCharsets.UTF_8));
        publisher.send(List.of(letter));
    }
}
