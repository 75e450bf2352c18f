package dev.aeneas.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdLogTest {
    @TempDir
    Path folder;

    @Test
    void keepsIdsOverRunsAndTakesNoneThatWasCutShort() throws Exception {
        var file = folder.resolve("ids");
        write(file, 1);
        write(file, 12);
        Files.writeString(file, "13", StandardOpenOption.APPEND);

        assertThat(IdLog.read(file)).containsExactly(1L, 12L);
    }

    private static void write(Path file, long id) throws Exception {
        try (var log = IdLog.to(Optional.of(file))) {
            log.acknowledged(id);
        }
    }
}
