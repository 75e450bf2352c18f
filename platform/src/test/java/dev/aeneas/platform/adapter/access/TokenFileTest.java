package dev.aeneas.platform.adapter.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.platform.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    @TempDir
    Path folder;

    private Path file;
    private TokenFile tokens;

    @BeforeEach
    void twoCallers() throws IOException {
        file = folder.resolve("tokens");
        write("# name token roles\nann a1b2 operator:orders,viewer\nscaling-service c3d4 operator\nbroken\n", 1);
        tokens = new TokenFile(file);
    }

    private void write(String text, long second) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000 * second));
    }

    @Test
    void aTokenNamesItsCaller() {
        var ann = tokens.find("a1b2").orElseThrow();
        assertThat(ann.name()).isEqualTo("ann");
        assertThat(ann.may(Role.OPERATOR, Optional.of("orders"))).isTrue();
        assertThat(ann.may(Role.OPERATOR, Optional.of("shop"))).isFalse();
        assertThat(tokens.tokenOf("scaling-service")).hasValue("c3d4");
    }

    @Test
    void whatIsNoTokenNamesNobody() {
        assertThat(tokens.find("")).isEmpty();
        assertThat(tokens.find("a1b")).isEmpty();
        assertThat(tokens.find("ann")).isEmpty();
        assertThat(tokens.find("broken")).isEmpty();
    }

    @Test
    void aTokenThatWasTakenOutCountsNoMore() throws IOException {
        assertThat(tokens.find("a1b2")).isPresent();
        write("bob e5f6 viewer\n", 2);
        assertThat(tokens.find("a1b2")).isEmpty();
        assertThat(tokens.find("e5f6")).isPresent();
    }

    @Test
    void withoutTheFileNobodyGetsIn() {
        assertThat(new TokenFile(folder.resolve("nowhere")).find("a1b2")).isEmpty();
    }
}
