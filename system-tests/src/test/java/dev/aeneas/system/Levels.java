package dev.aeneas.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;

/** The table of {@code aeneas advice}, held against what real nodes do. */
final class Levels {
    private static final Duration BOUND = Duration.ofSeconds(40);

    private final JsonNode levels;

    /** Of the only keyspace that the users have. */
    Levels(String advice) {
        try {
            levels = new ObjectMapper().readTree(advice).path(0).path("levels");
        } catch (JsonProcessingException e) {
            throw new AssertionError(advice, e);
        }
        assertThat(levels).hasSize(5);
    }

    /** Every level is served, or fails, as the table says of this loss; what is served answers soon, though one try may meet a dead node. */
    void hold(String loss, Rows rows) {
        for (JsonNode level : levels) {
            var name = level.path("level").asText();
            boolean reads = level.path("reads").asBoolean();
            if (level.path(loss).asBoolean()) {
                await(name + " with " + loss).atMost(BOUND).until(() -> rows.served(name, reads));
            } else {
                assertThat(rows.served(name, reads)).as(name + " with " + loss).isFalse();
            }
        }
    }
}
