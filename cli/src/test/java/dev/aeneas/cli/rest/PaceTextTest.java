package dev.aeneas.cli.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTextTest {
    private static Optional<String> text(String json) throws JsonProcessingException {
        return PaceText.of(new ObjectMapper().readTree(json));
    }

    @Test
    void saysHowFastACopyMayGoAndWhy() throws JsonProcessingException {
        assertThat(
                        text(
                                """
                [{"node": "a", "bytesPerSecond": 8000000, "reason": "LATENCY"},
                 {"node": "b", "bytesPerSecond": 4000000, "reason": "MACHINE_CPU"},
                 {"node": "c", "bytesPerSecond": 1073741824, "reason": "NO_CLIENTS"}]"""))
                .contains("kept to 12 MB/s (latency, machine cpu)");
    }

    @Test
    void saysNothingWhereNothingKeepsItBack() throws JsonProcessingException {
        assertThat(text("[]")).isEmpty();
        assertThat(text("[{\"reason\": \"NO_CLIENTS\", \"bytesPerSecond\": 1}]"))
                .isEmpty();
    }
}
