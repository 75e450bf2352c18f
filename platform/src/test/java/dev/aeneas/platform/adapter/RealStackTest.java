package dev.aeneas.platform.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.Topics;
import dev.aeneas.platform.adapter.kafka.CloudEvents;
import dev.aeneas.platform.adapter.kafka.Inbox;
import dev.aeneas.platform.adapter.kafka.KafkaPublisher;
import dev.aeneas.platform.adapter.kafka.TopicsAtStart;
import dev.aeneas.platform.adapter.store.CassandraJournal;
import dev.aeneas.platform.adapter.store.Store;
import dev.aeneas.platform.adapter.store.StoreLeadership;
import dev.aeneas.platform.adapter.trace.Traces;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.JournalContract;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.testing.LocalStack;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The adapters against a real broker and a real store, which are started once for all of these. */
class RealStackTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static LocalStack stack;
    private static Store store;
    private static KafkaPublisher publisher;

    @BeforeAll
    static void start() throws Exception {
        stack = LocalStack.start();
        store = new Store(stack.storeSettings("aeneas_test")).connect();
        await().atMost(BOUND).until(store::answers);
        publisher = new KafkaPublisher(
                Map.of("bootstrap.servers", stack.bootstrapServers()), "test", Duration.ofSeconds(10));
        try (var admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            TopicsAtStart.create(admin, 1, (short) 1);
            TopicsAtStart.create(admin, 1, (short) 1); // a second time finds nothing to do
        }
    }

    @AfterAll
    static void stop() {
        publisher.close();
        store.close();
        stack.close();
    }

    @Nested
    class TheCassandraJournal extends JournalContract {
        @Override
        protected Journal journal() {
            return new CassandraJournal(store, Duration.ofDays(1));
        }
    }

    @Nested
    class Leadership {
        @Test
        void oneLeadsAndAnotherTakesOverAfterItsDeath() {
            var first = Executors.newScheduledThreadPool(1);
            var second = Executors.newScheduledThreadPool(1);
            try {
                var one = new StoreLeadership(store, "one", Duration.ofSeconds(3)).start(first);
                await().atMost(BOUND).until(one::leads);
                var two = new StoreLeadership(store, "two", Duration.ofSeconds(3)).start(second);
                assertThat(two.leads()).isFalse();

                first.shutdownNow();
                await().atMost(BOUND).until(two::leads);
                assertThat(one.leads()).isFalse();
            } finally {
                first.shutdownNow();
                second.shutdownNow();
            }
        }
    }

    @Nested
    class Messages {
        private final ProcessEngine nobody =
                new ProcessEngine(URI.create("/test"), List.of(), null, publisher, InstantSource.system());

        @Test
        void arriveAsTheyWereSent() {
            var sent = new Envelope(
                    "id-" + System.nanoTime(),
                    URI.create("/test"),
                    Instant.parse("2026-11-22T10:00:00Z"),
                    "correlation",
                    "cause",
                    new DeleteCluster(new ClusterName("orders")));
            publisher.publish(List.of(sent));
            assertThat(all(Topics.PROVISIONING_COMMANDS))
                    .extracting(CloudEvents::read)
                    .contains(sent);
        }

        @Test
        void whatCannotBeReadIsPutAsideWithItsBytesAndTheReason() {
            var inbox = new Inbox(nobody, publisher, new Traces(OpenTelemetry.noop()), Duration.ZERO);
            inbox.accept(new ConsumerRecord<>(Topics.SCALING_COMMANDS, 0, 7, "key", bytes("rubbish")));

            var letter = all(Topics.deadLettersOf(Topics.SCALING_COMMANDS)).get(0);
            assertThat(letter.key()).isEqualTo("key");
            assertThat(letter.value()).isEqualTo(bytes("rubbish"));
            assertThat(header(letter, "aeneas_dead_letter_reason")).contains("must be a CloudEvent");
            assertThat(header(letter, "aeneas_dead_letter_origin")).isEqualTo("aeneas.scaling.commands/0/7");
        }

        @Test
        void aHandlerThatFailsPutsTheMessageAsideToo() {
            var record = CloudEvents.write(new Envelope(
                    "1", URI.create("/test"), Instant.EPOCH, "1", "1", new DeleteCluster(new ClusterName("orders"))));
            var received = new ConsumerRecord<>(Topics.BACKUP_COMMANDS, 0, 1, "orders", record.value());
            record.headers().forEach(received.headers()::add);

            new Inbox(nobody, publisher, new Traces(OpenTelemetry.noop()), Duration.ZERO).accept(received, envelope -> {
                throw new IllegalStateException("a bug");
            });
            var letter = all(Topics.deadLettersOf(Topics.BACKUP_COMMANDS)).get(0);
            assertThat(header(letter, "aeneas_dead_letter_reason")).contains("could not be handled", "a bug");
        }

        @Test
        void waitsWhileTheStoreIsFrozenAndGoesOn() {
            var journal = new CassandraJournal(store, Duration.ofDays(1));
            var inbox = new Inbox(nobody, publisher, new Traces(OpenTelemetry.noop()), BOUND);
            var record = new ConsumerRecord<String, byte[]>(Topics.FAILOVER_COMMANDS, 0, 1, "orders", null);
            var event = CloudEvents.write(new Envelope(
                    "1", URI.create("/t"), Instant.EPOCH, "1", "1", new DeleteCluster(new ClusterName("orders"))));
            var received = new ConsumerRecord<>(record.topic(), 0, 1L, "orders", event.value());
            event.headers().forEach(received.headers()::add);

            stack.storeNode().freeze();
            var handled = CompletableFuture.runAsync(() -> inbox.accept(
                    received, envelope -> assertThat(journal.all("none")).isEmpty()));
            assertThat(store.answers()).isFalse();
            assertThat(handled).isNotDone();
            stack.storeNode().thaw();
            assertThat(handled).succeedsWithin(BOUND);
            await().atMost(BOUND).until(store::answers);
        }

        private List<ConsumerRecord<String, byte[]>> all(String topic) {
            Map<String, Object> settings = Map.of("bootstrap.servers", stack.bootstrapServers());
            try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                var partition = new TopicPartition(topic, 0);
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).get(partition);
                var records = new ArrayList<ConsumerRecord<String, byte[]>>();
                await().atMost(BOUND).until(() -> {
                    consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                    return records.size() >= end;
                });
                return records;
            }
        }

        private static String header(ConsumerRecord<String, byte[]> record, String name) {
            return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
