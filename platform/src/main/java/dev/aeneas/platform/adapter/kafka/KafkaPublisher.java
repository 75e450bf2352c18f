package dev.aeneas.platform.adapter.kafka;

import dev.aeneas.contracts.Envelope;
import dev.aeneas.platform.process.PublishMessages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends envelopes with an idempotent producer and waits until the broker has stored them. */
public final class KafkaPublisher implements PublishMessages, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);

    private final KafkaProducer<String, byte[]> producer;
    private final Duration timeout;

    /**
     * Makes a producer; the broker need not be there yet.
     *
     * @param broker where it is and how it is reached; see {@link KafkaAccess}
     * @param timeout bound for one batch of messages to be stored
     */
    public KafkaPublisher(Map<String, Object> broker, String clientId, Duration timeout) {
        this.timeout = timeout;
        int millis = Math.toIntExact(timeout.toMillis());
        var settings = KafkaAccess.of(broker);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void publish(List<Envelope> messages) {
        send(messages.stream().map(CloudEvents::write).toList());
    }

    void send(List<ProducerRecord<String, byte[]>> records) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (var record : records) {
                left(deadline); // sending itself waits, for a topic that it does not know yet
                sent.add(producer.send(record));
            }
            for (var record : sent) {
                record.get(left(deadline), TimeUnit.NANOSECONDS);
            }
            records.forEach(SentMessages::count);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new Unavailable("Kafka did not store a message in time: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while publishing", e);
        }
    }

    private static long left(long deadline) throws TimeoutException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new TimeoutException("the broker does not answer");
        }
        return left;
    }

    /** For what may get lost: says so in the log, and nothing else. */
    void sendUnawaited(ProducerRecord<String, byte[]> record) {
        try {
            var unused = producer.send(record, (stored, failure) -> {
                if (failure != null) {
                    LOG.debug("A hint was not stored: {}", failure.toString());
                }
            });
        } catch (KafkaException e) {
            LOG.debug("A hint was not sent: {}", e.toString());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
