package dev.aeneas.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cli.CommandRun;
import dev.aeneas.cli.ExitCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class OfDurationTest {
    @ParameterizedTest
    @CsvSource({"5m, PT5M", "PT5M, PT5M", "1h30m, PT1H30M", "90s, PT1M30S", "0.5s, PT0.5S", "2d, P2D", "1d12h, P1DT12H"
    })
    void takesWhatPeopleTypeAndWhatMachinesWrite(String typed, Duration meant) {
        assertThat(new OfDuration().convert(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "m", "", "soon", "5 m", "P"})
    void saysWhatWouldBeRight(String typed) {
        assertThatThrownBy(() -> new OfDuration().convert(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("15m or PT15M");
    }

    @Test
    void everyDurationOfTheCommandLineIsTakenSo() {
        for (var wrong : new String[][] {
            {"drill", "run", "shop", "--lose", "east", "--rto", "soon"},
            {"failover", "policy", "shop", "--rto", "soon"},
            {"datacenter", "scale", "shop", "west", "--nodes", "6", "--timeout", "soon"}
        }) {
            var run = CommandRun.of(wrong);
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("15m or PT15M");
        }
    }
}
