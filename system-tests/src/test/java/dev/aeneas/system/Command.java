package dev.aeneas.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Any command, run to its end, with a bound. */
final class Command {
    static final Duration BOUND = Duration.ofMinutes(5);

    private Command() {}

    record Ran(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    /** The command line, with such variables. */
    static Ran aeneas(Map<String, String> variables, Duration bound, String... arguments) {
        var line = new ArrayList<>(
                List.of(Path.of("../aeneas").toAbsolutePath().normalize().toString()));
        line.addAll(List.of(arguments));
        var command = new ProcessBuilder(line);
        command.environment().putAll(variables);
        command.environment().put("AENEAS_NO_BUILD", "1");
        return run(command, bound);
    }

    static Ran run(ProcessBuilder command) {
        return run(command, BOUND);
    }

    static Ran run(ProcessBuilder command, Duration bound) {
        try {
            // a file and not a pipe: what a command leaves running would hold the pipe open
            var output = Files.createTempFile("command", ".out");
            try {
                return run(command, bound, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Ran run(ProcessBuilder command, Duration bound, Path output)
            throws IOException, InterruptedException {
        var process = command.redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        if (!process.waitFor(bound.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command.command() + " did not end:\n" + Files.readString(output));
        }
        return new Ran(process.exitValue(), Files.readString(output));
    }
}
