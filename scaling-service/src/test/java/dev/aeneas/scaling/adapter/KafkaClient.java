package dev.aeneas.scaling.adapter;

import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand;
import dev.aeneas.contracts.Topics;
import dev.aeneas.platform.adapter.kafka.CloudEvents;
import dev.aeneas.scaling.FakeProvisioning;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Any tool that speaks Kafka, and provisioning played by a fake: answers its commands, remembers scaling's events. */
final class KafkaClient {
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final FakeProvisioning provisioning;
    private final List<Message> events = new CopyOnWriteArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Thread reader = new Thread(this::read, "kafka-client");
    private volatile boolean closed;

    KafkaClient(String bootstrapServers, FakeProvisioning provisioning) {
        this.provisioning = provisioning;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.PROVISIONING_COMMANDS, Topics.SCALING_EVENTS));
        reader.start();
    }

    /** What scaling said, each message once. */
    List<Message> events() {
        return List.copyOf(events);
    }

    void send(Message message) {
        var id = UUID.randomUUID().toString();
        producer.send(CloudEvents.write(new Envelope(id, URI.create("/test"), Instant.now(), id, id, message)));
    }

    /** As a console producer does: bytes and headers written by hand. */
    void sendPlain(String topic, String key, String type, String json) {
        var record = new ProducerRecord<>(topic, key, json.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "/console",
                        "ce_type", type,
                        "content-type", "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(record);
    }

    private void read() {
        while (!closed) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                var envelope = CloudEvents.read(record);
                if (!envelope.body().cluster().equals(provisioning.topology().cluster())) {
                    continue; // another test's, on the same broker
                }
                if (envelope.body() instanceof ProvisioningCommand command) {
                    provisioning.handle(command).forEach(this::send);
                } else if (seen.add(envelope.id())) {
                    events.add(envelope.body());
                }
            }
        }
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    void close() throws InterruptedException {
        closed = true;
        reader.join(5_000);
        producer.close(Duration.ofSeconds(1));
    }
}
