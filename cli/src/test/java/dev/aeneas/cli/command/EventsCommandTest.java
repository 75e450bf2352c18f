package dev.aeneas.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cli.CliException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventsCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-22T17:00:00Z");

    @Test
    void readsAnAgeInShort() {
        assertThat(EventsCommand.instant("10m", NOW)).isEqualTo("2026-11-22T16:50:00Z");
    }

    @Test
    void readsAnAgeAsADuration() {
        assertThat(EventsCommand.instant("PT1H", NOW)).isEqualTo("2026-11-22T16:00:00Z");
    }

    @Test
    void readsAnInstant() {
        assertThat(EventsCommand.instant("2026-11-22T12:00:00Z", NOW)).isEqualTo("2026-11-22T12:00:00Z");
    }

    @Test
    void beginsAtTheBeginningWhenNothingIsSaid() {
        assertThat(EventsCommand.instant(null, NOW)).isNull();
    }

    @Test
    void refusesWhatIsNeither() {
        assertThatThrownBy(() -> EventsCommand.instant("yesterday", NOW))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("--since");
    }
}
