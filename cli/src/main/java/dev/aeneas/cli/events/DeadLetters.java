package dev.aeneas.cli.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aeneas.cli.CliException;
import dev.aeneas.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Messages that a service put aside because it could not read or handle them. */
public final class DeadLetters {
    private static final String OWN_HEADERS = "aeneas_dead_letter_";
    private static final String REASON = OWN_HEADERS + "reason";
    private static final String ORIGIN = OWN_HEADERS + "origin";
    private static final Duration SEND_BOUND = Duration.ofSeconds(10);

    private final String bootstrapServers;

    public DeadLetters(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * One of them.
     *
     * @param id {@code topic/partition/offset} of the letter itself
     * @param origin {@code topic/partition/offset} where the message was first
     * @param type its CloudEvents type; null where it has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Letter(String id, Instant time, String key, String type, String origin, String reason) {
        static Letter of(ConsumerRecord<String, byte[]> record) {
            return new Letter(
                    record.topic() + "/" + record.partition() + "/" + record.offset(),
                    Instant.ofEpochMilli(record.timestamp()),
                    record.key(),
                    header(record.headers(), "ce_type"),
                    header(record.headers(), ORIGIN),
                    header(record.headers(), REASON));
        }
    }

    /** Every one that Kafka still keeps, oldest first. */
    public List<Letter> list() {
        return records().stream().map(Letter::of).toList();
    }

    /**
     * Sends letters again to where they were first, with their original key, bytes and headers; they stay in the dead-letter
     * topic, which only retention empties.
     *
     * @param ids empty: all of them
     */
    public List<Letter> replay(List<String> ids) {
        List<ConsumerRecord<String, byte[]>> chosen = records().stream()
                .filter(record ->
                        ids.isEmpty() || ids.contains(Letter.of(record).id()))
                .toList();
        ids.stream()
                .filter(id -> chosen.stream()
                        .noneMatch(record -> Letter.of(record).id().equals(id)))
                .findFirst()
                .ifPresent(unknown -> {
                    throw CliException.failed(
                            "there is no dead letter " + unknown + "; 'aeneas dead-letters list' shows them");
                });
        send(chosen);
        return chosen.stream().map(Letter::of).toList();
    }

    private List<ConsumerRecord<String, byte[]>> records() {
        List<String> topics = Topics.all().stream().map(Topics::deadLettersOf).toList();
        try (var log = EventLog.open(bootstrapServers, topics, null)) {
            return log.rest();
        }
    }

    private void send(List<ConsumerRecord<String, byte[]>> letters) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                SEND_BOUND.toMillis());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (ConsumerRecord<String, byte[]> letter : letters) {
                producer.send(original(letter)).get(SEND_BOUND.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw CliException.unavailable("Kafka did not take a message back: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.failed("interrupted while replaying");
        }
    }

    static ProducerRecord<String, byte[]> original(ConsumerRecord<String, byte[]> letter) {
        String suffix = Topics.deadLettersOf("");
        String topic = letter.topic().substring(0, letter.topic().length() - suffix.length());
        var original = new ProducerRecord<>(topic, letter.key(), letter.value());
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(OWN_HEADERS)) {
                original.headers().add(header);
            }
        }
        return original;
    }

    private static String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
