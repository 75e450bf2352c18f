package dev.aeneas.platform.adapter.kafka;

import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.Topics;
import dev.aeneas.contracts.WireFormat;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Envelopes as CloudEvents in Kafka records: written in binary mode, read in binary and structured mode. */
public final class CloudEvents {
    private static final String CORRELATION = "correlationid";
    private static final String CAUSATION = "causationid";
    /** CloudEvents' extension for distributed tracing. */
    private static final String TRACE = "traceparent";

    private CloudEvents() {}

    /** The record of an envelope: its topic follows from its type, its key is the cluster. */
    public static ProducerRecord<String, byte[]> write(Envelope envelope) {
        var builder = CloudEventBuilder.v1()
                .withId(envelope.id())
                .withType(envelope.type())
                .withSource(envelope.source())
                .withSubject(envelope.body().cluster().value())
                .withTime(OffsetDateTime.ofInstant(envelope.time(), ZoneOffset.UTC))
                .withExtension(CORRELATION, envelope.correlationId())
                .withExtension(CAUSATION, envelope.causationId())
                .withData("application/json", WireFormat.write(envelope.body()));
        if (envelope.trace() != null) {
            builder.withExtension(TRACE, envelope.trace());
        }
        return KafkaMessageFactory.<String>createWriter(
                        Topics.of(envelope.body()), envelope.body().cluster().value())
                .writeBinary(builder.build());
    }

    /**
     * Reads a record.
     *
     * @throws InvalidField when it is not a CloudEvent, its type is unknown, or a field is missing or breaks a rule
     */
    public static Envelope read(ConsumerRecord<?, byte[]> record) {
        var event = event(record);
        var type = MessageTypes.find(event.getType())
                .orElseThrow(() -> new InvalidField("type", "is not known: " + event.getType()));
        if (event.getData() == null) {
            throw new InvalidField("data", "is required");
        }
        Message body = WireFormat.read(event.getData().toBytes(), type);
        return new Envelope(
                event.getId(),
                event.getSource(),
                Optional.ofNullable(event.getTime())
                        .map(OffsetDateTime::toInstant)
                        .orElse(Instant.ofEpochMilli(record.timestamp())),
                extension(event, CORRELATION).orElse(event.getId()),
                extension(event, CAUSATION).orElse(event.getId()),
                extension(event, TRACE).orElse(null),
                body);
    }

    private static CloudEvent event(ConsumerRecord<?, byte[]> record) {
        try {
            MessageReader reader = KafkaMessageFactory.createReader(record.headers(), record.value());
            return reader.toEvent();
        } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException e) {
            throw new InvalidField(
                    "$", "must be a CloudEvent (headers ce_specversion, ce_id, ce_type, ce_source): " + e.getMessage());
        }
    }

    private static Optional<String> extension(CloudEvent event, String name) {
        return Optional.ofNullable(event.getExtension(name)).map(Object::toString);
    }
}
