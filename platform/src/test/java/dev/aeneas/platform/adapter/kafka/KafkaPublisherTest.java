package dev.aeneas.platform.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.platform.process.PublishMessages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaPublisherTest {
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final int MESSAGES = 10;

    @Test
    void manyMessagesToABrokerThatDoesNotAnswerTakeOneBoundAndNotOneEach() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var publisher = new KafkaPublisher(
                        Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort()), "test", BOUND)) {
            var record = new ProducerRecord<>("topic", "key", new byte[0]);
            long began = System.nanoTime();

            assertThatThrownBy(() -> publisher.send(Collections.nCopies(MESSAGES, record)))
                    .isInstanceOf(PublishMessages.Unavailable.class);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND.multipliedBy(MESSAGES / 2));
        }
    }
}
