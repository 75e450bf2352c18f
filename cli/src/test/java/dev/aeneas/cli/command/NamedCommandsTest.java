package dev.aeneas.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cli.CommandLines;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What services tell people to type must be there to be typed. */
class NamedCommandsTest {
    private static final Pattern IN_A_SENTENCE = Pattern.compile("(?:: |\\(|\\./)aeneas ((?:[a-z][a-z-]*[ \")]+)+)");
    private static final Pattern WORD = Pattern.compile("[a-z-]+");

    private final CommandLine commands = CommandLines.of(
            new PrintStream(OutputStream.nullOutputStream()), new PrintStream(OutputStream.nullOutputStream()));

    @Test
    void everyCommandThatAServiceNamesExists() throws IOException {
        var named = named();
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(named)
                .allSatisfy(words ->
                        assertThat(isThere(words)).as("aeneas " + words).isTrue());
    }

    private boolean isThere(String words) {
        var command = commands;
        for (var word : WORD.matcher(words).results().map(MatchResult::group).toList()) {
            if (command == null || command.getSubcommands().isEmpty()) {
                break; // the rest are its operands
            }
            command = command.getSubcommands().get(word);
        }
        return command != null;
    }

    private static List<String> named() throws IOException {
        try (var modules = Files.list(Path.of(".."))) {
            return modules.filter(module -> module.getFileName().toString().endsWith("-service"))
                    .map(module -> module.resolve("src/main/java"))
                    .flatMap(NamedCommandsTest::sources)
                    .flatMap(NamedCommandsTest::namedIn)
                    .toList();
        }
    }

    private static Stream<Path> sources(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> namedIn(Path source) {
        try {
            return IN_A_SENTENCE.matcher(Files.readString(source)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
