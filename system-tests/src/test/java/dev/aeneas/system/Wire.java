package dev.aeneas.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aeneas.contracts.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka as any tool uses it: strings and headers, nothing of Aeneas's own. */
final class Wire implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final List<Event> events = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    record Event(String id, String type, JsonNode body) {}

    Wire(String bootstrapServers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        var partitions = Topics.events().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** What a console producer sends with {@code parse.headers=true}. */
    void send(String topic, String cluster, String type, String id, String body) {
        send(topic, cluster, Map.of("ce_id", id, "ce_type", type), body);
    }

    /** As {@link #send(String, String, String, String, String)}, with more headers. */
    void send(String topic, String cluster, Map<String, String> headers, String body) {
        var record = new ProducerRecord<>(topic, cluster, body);
        var all = new HashMap<>(Map.of("ce_specversion", "1.0", "ce_source", "console"));
        all.putAll(headers);
        all.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(record);
        producer.flush();
    }

    /** Every event so far, each id once: a reader who leaves out what he has seen. */
    List<Event> events() {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
            var id = header(record, "ce_id");
            if (seen.add(id)) {
                events.add(new Event(id, header(record, "ce_type"), read(record.value())));
            }
        }
        return List.copyOf(events);
    }

    /** Events of one type, e.g. {@code RegionDown}. */
    List<Event> events(String name) {
        return events().stream()
                .filter(event -> event.type().endsWith("." + name + ".v1"))
                .toList();
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        consumer.close();
    }
}
