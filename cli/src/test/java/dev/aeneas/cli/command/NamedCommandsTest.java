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
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What services, alerts and pages tell people to type must be there to be typed. */
class NamedCommandsTest {
    private static final Pattern NAMED = Pattern.compile("(?:: |[(`'\"]|\\./)aeneas ([a-z][a-z-]*(?: [a-z][a-z-]*)*)");
    private static final Path ROOT = Path.of("..");

    private final CommandLine commands = CommandLines.of(
            new PrintStream(OutputStream.nullOutputStream()), new PrintStream(OutputStream.nullOutputStream()));

    @Test
    void everyCommandThatAServiceNamesExists() throws IOException {
        try (var modules = Files.list(ROOT)) {
            assertExist(modules.filter(module -> module.getFileName().toString().endsWith("-service"))
                    .flatMap(NamedCommandsTest::sources)
                    .toList());
        }
    }

    @Test
    void everyCommandThatTheCommandLineItselfNamesExists() {
        assertExist(sources(ROOT.resolve("cli")).toList());
    }

    @Test
    void everyCommandThatPagesAndAlertsNameExists() {
        var pages = Stream.of(ROOT.resolve("docs"), ROOT.resolve("deploy"))
                .flatMap(folder -> files(folder, Integer.MAX_VALUE));
        assertExist(Stream.concat(files(ROOT, 2), pages)
                .filter(file ->
                        file.toString().endsWith(".md") || file.toString().endsWith(".yaml"))
                .toList());
    }

    private void assertExist(List<Path> files) {
        var named = files.stream().flatMap(NamedCommandsTest::namedIn).toList();
        assertThat(named).hasSizeGreaterThan(15).allMatch(this::isThere);
    }

    private boolean isThere(String words) {
        var command = commands;
        for (var word : words.split(" ", -1)) {
            var next = command.getSubcommands().get(word);
            if (next == null) {
                return command != commands && command.getCommand() instanceof Callable; // the rest are its operands
            }
            command = next;
        }
        return true;
    }

    private static Stream<Path> sources(Path module) {
        return files(module.resolve("src/main/java"), Integer.MAX_VALUE)
                .filter(file -> file.toString().endsWith(".java"));
    }

    private static Stream<Path> files(Path folder, int depth) {
        try (var files = Files.walk(folder, depth)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> namedIn(Path source) {
        try {
            return NAMED.matcher(Files.readString(source)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
