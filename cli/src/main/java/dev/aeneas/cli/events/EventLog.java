package dev.aeneas.cli.events;

import dev.aeneas.cli.CliException;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from a moment on, without joining a group, so that reading changes nothing. For one thread. */
public final class EventLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(10);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    private EventLog(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /**
     * Opens the topics at a moment.
     *
     * @param since null: from the beginning
     * @throws CliException when Kafka does not answer within its bound
     */
    public static EventLog open(String bootstrapServers, Collection<String> topics, Instant since) {
        var consumer =
                new KafkaConsumer<>(settings(bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        try {
            Map<String, List<PartitionInfo>> existing = consumer.listTopics();
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> existing.getOrDefault(topic, List.of()).stream())
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            seek(consumer, partitions, since);
            return new EventLog(consumer, partitions);
        } catch (KafkaException e) {
            consumer.close();
            throw CliException.unavailable("Kafka does not answer at " + bootstrapServers
                    + ": './aeneas status' shows what runs, './aeneas up' starts it");
        }
    }

    /** What has come since the last call, in the order of its time; waits a moment when there is nothing. */
    public List<ConsumerRecord<String, byte[]>> poll() {
        var records = consumer.poll(POLL);
        return StreamSupport.stream(records.spliterator(), false)
                .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
                .toList();
    }

    /** As {@link #poll}, as events; what is no event is left out. */
    public List<Told> events() {
        return poll().stream().flatMap(record -> event(record).stream()).toList();
    }

    /** Everything from where it stands to what is there now. */
    public List<ConsumerRecord<String, byte[]>> rest() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        var all = new ArrayList<ConsumerRecord<String, byte[]>>();
        while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
            all.addAll(poll());
        }
        all.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return all;
    }

    /** The record as an event; empty when it is no CloudEvent with a JSON body. */
    public static Optional<Told> event(ConsumerRecord<String, byte[]> record) {
        try {
            CloudEvent event = KafkaMessageFactory.createReader(record.headers(), record.value())
                    .toEvent();
            return Optional.of(new Told(
                    event.getType(),
                    Optional.ofNullable(event.getTime())
                            .map(OffsetDateTime::toInstant)
                            .orElse(Instant.ofEpochMilli(record.timestamp())),
                    event.getSubject() == null ? record.key() : event.getSubject(),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    event.getId(),
                    String.valueOf(event.getExtension("correlationid")),
                    String.valueOf(event.getExtension("causationid")),
                    Told.json(
                            event.getData() == null
                                    ? new byte[0]
                                    : event.getData().toBytes())));
        } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private static void seek(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions, Instant since) {
        if (since == null) {
            consumer.seekToBeginning(partitions);
            return;
        }
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(Function.identity(), any -> since.toEpochMilli()));
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        });
        // seekToEnd is lazy: what comes between now and the first poll must not be lost.
        partitions.forEach(consumer::position);
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(ANSWER_BOUND.toMillis()));
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(ANSWER_BOUND.toMillis() / 2));
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }
}
