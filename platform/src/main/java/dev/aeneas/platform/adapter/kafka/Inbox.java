package dev.aeneas.platform.adapter.kafka;

import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.platform.adapter.trace.Traces;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.LogKeys;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.PublishMessages;
import dev.aeneas.platform.process.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every consumer does with a record: read it, hand it to the processes, return when all that it caused is published.
 *
 * <p>What cannot be read or handled becomes a dead letter and consumption goes on. While the store or Kafka is away it
 * waits and tries again, up to a bound; past the bound it throws, and the record is delivered again after a restart.
 */
public final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ProcessEngine engine;
    private final DeadLetters deadLetters;
    private final Traces traces;
    private final Duration patience;

    /**
     * Makes an inbox.
     *
     * @param patience how long it waits for the store or Kafka to come back
     */
    public Inbox(ProcessEngine engine, KafkaPublisher publisher, Traces traces, Duration patience) {
        this.engine = engine;
        this.deadLetters = new DeadLetters(publisher);
        this.traces = traces;
        this.patience = patience;
    }

    /** Delivers the record's message to the processes that it concerns. */
    public void accept(ConsumerRecord<String, byte[]> record) {
        accept(record, envelope -> engine.handle(Received.from(envelope, Instant.now())));
    }

    /** As {@link #accept(ConsumerRecord)}, for a consumer with a handler of its own. */
    public void accept(ConsumerRecord<String, byte[]> record, Consumer<Envelope> handler) {
        untilTheyAreBack(() -> {
            try {
                handle(CloudEvents.read(record), handler);
            } catch (InvalidField e) {
                putAside(record, e.getMessage());
            } catch (Journal.Unavailable | PublishMessages.Unavailable e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.error("Message could not be handled: {} {}", record.topic(), record.offset(), e);
                putAside(record, "could not be handled: " + e);
            }
        });
    }

    private void handle(Envelope envelope, Consumer<Envelope> handler) {
        var who = Map.of(
                LogKeys.CLUSTER_ID, envelope.body().cluster().value(),
                LogKeys.MESSAGE_ID, envelope.id(),
                LogKeys.CORRELATION_ID, envelope.correlationId());
        LogKeys.saying(who, () -> {
            try (var traced = traces.receive(envelope)) {
                handler.accept(envelope.within(traced.trace()));
            }
        });
    }

    private void putAside(ConsumerRecord<String, byte[]> record, String reason) {
        LOG.warn(
                "Dead letter: {} partition {} offset {}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                reason);
        deadLetters.put(record, reason);
    }

    private void untilTheyAreBack(Runnable attempt) {
        var giveUpAt = Instant.now().plus(patience);
        while (true) {
            try {
                attempt.run();
                return;
            } catch (Journal.Unavailable | PublishMessages.Unavailable e) {
                if (Instant.now().isAfter(giveUpAt)) {
                    throw e;
                }
                LOG.warn("Waiting for the store or Kafka: {}", e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishMessages.Unavailable("interrupted while waiting", e);
        }
    }
}
