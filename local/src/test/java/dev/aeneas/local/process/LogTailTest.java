package dev.aeneas.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path folder;

    @Test
    void givesTheLastLinesOfALogLargerThanItReads() throws Exception {
        Path log = folder.resolve("big.log");
        Files.writeString(log, "x".repeat(99).concat("\n").repeat(2_000) + "before\nlast\n");
        assertThat(LogTail.of(log, 2)).isEqualTo("before\nlast");
    }

    @Test
    void isEmptyWhenThereIsNoLog() {
        assertThat(LogTail.of(folder.resolve("none.log"), 5)).isEmpty();
    }
}
