package dev.aeneas.failover.adapter;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.Topics;
import dev.aeneas.platform.adapter.kafka.CloudEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Listens to what the service says, as any other tool would. */
final class HeardMessages implements AutoCloseable {
    private static final List<String> TOPICS = List.of(Topics.FAILOVER_EVENTS, Topics.SCALING_COMMANDS);

    private final String bootstrapServers;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::listen, "heard");
    private volatile boolean closed;

    record Heard(Instant at, Envelope envelope) {}

    HeardMessages(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = TOPICS.stream()
                    .flatMap(t -> consumer.partitionsFor(t).stream())
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                consumer.poll(Duration.ofMillis(50))
                        .forEach(record -> heard.add(new Heard(Instant.now(), CloudEvents.read(record))));
            }
        }
    }

    List<Message> of(ClusterName cluster) {
        return heard.stream()
                .map(h -> h.envelope().body())
                .filter(m -> m.cluster().equals(cluster))
                .toList();
    }

    /** When the first of its type was heard. */
    Instant first(ClusterName cluster, Class<? extends Message> type) {
        return heard.stream()
                .filter(h -> type.isInstance(h.envelope().body())
                        && h.envelope().body().cluster().equals(cluster))
                .map(Heard::at)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        closed = true;
    }
}
