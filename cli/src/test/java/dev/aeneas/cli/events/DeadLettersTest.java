package dev.aeneas.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private final ConsumerRecord<String, byte[]> letter =
            new ConsumerRecord<>("aeneas.scaling.commands.dlq", 2, 7, "shop", "{}".getBytes(UTF_8));

    DeadLettersTest() {
        letter.headers().add("ce_type", "aeneas.scaling.ScaleDatacenter.v1".getBytes(UTF_8));
        letter.headers().add("aeneas_dead_letter_reason", "datacenter: is required".getBytes(UTF_8));
        letter.headers().add("aeneas_dead_letter_origin", "aeneas.scaling.commands/2/41".getBytes(UTF_8));
    }

    @Test
    void tellsWhyAndWhereFrom() {
        var told = DeadLetters.Letter.of(letter);

        assertThat(told.id()).isEqualTo("aeneas.scaling.commands.dlq/2/7");
        assertThat(told.reason()).isEqualTo("datacenter: is required");
        assertThat(told.origin()).isEqualTo("aeneas.scaling.commands/2/41");
        assertThat(told.type()).isEqualTo("aeneas.scaling.ScaleDatacenter.v1");
    }

    @Test
    void sendsTheOriginalBackWithoutOurHeaders() {
        var original = DeadLetters.original(letter);

        assertThat(original.topic()).isEqualTo("aeneas.scaling.commands");
        assertThat(original.key()).isEqualTo("shop");
        assertThat(original.value()).isEqualTo(letter.value());
        assertThat(original.headers()).extracting(header -> header.key()).containsExactly("ce_type");
    }
}
