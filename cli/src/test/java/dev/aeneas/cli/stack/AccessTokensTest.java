package dev.aeneas.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensTest {
    @TempDir
    Path folder;

    private AccessTokens tokens() {
        return AccessTokens.of(StackHome.at(folder.resolve("stack")));
    }

    @Test
    void onlyTheirOwnerCanReadThem() throws IOException {
        tokens().create();

        var access = folder.resolve("stack/access");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(access)))
                .isEqualTo("rwx------");
        try (var files = Files.list(access)) {
            assertThat(files).hasSize(4).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void theServicesBelieveWhatTheCommandLineShows() throws IOException {
        tokens().create();

        var mine = tokens().mine().orElseThrow();
        assertThat(mine).hasSizeGreaterThan(40);
        assertThat(Files.readAllLines(tokens().list()))
                .contains("administrator " + mine + " administrator")
                .anyMatch(line -> line.matches("failover-service \\S+ operator"));
    }

    @Test
    void thoseThatAreThereStay() throws IOException {
        tokens().create();
        var before = Files.readString(tokens().list()) + "ann secret operator:orders\n";
        Files.writeString(tokens().list(), before);

        tokens().create();

        assertThat(Files.readString(tokens().list())).isEqualTo(before);
    }

    @Test
    void aStackThatWasNeverUpHasNone() {
        assertThat(tokens().mine()).isEmpty();
    }
}
