package dev.aeneas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line, run as a user runs it, on a stack of the benchmark's own. */
final class Aeneas implements AutoCloseable {
    private static final long BOUND_MINUTES = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home = Files.createTempDirectory("aeneas-bench");

    /** A stack that is not up yet. */
    Aeneas() throws IOException {}

    /**
     * Settings of a service from its next start on; before the stack is up, or while it is down.
     *
     * @param settings as a properties file has them: services do not inherit our environment
     */
    void configure(String service, Map<String, String> settings) throws IOException {
        var file = file("services/" + service + "/config/application.properties");
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());
    }

    /** A new file in the stack's folder. */
    Path file(String name) {
        return home.resolve(name);
    }

    /** A header for whoever asks a service without the command line: an operator. */
    String authorization() throws IOException {
        return "Bearer " + Files.readString(file("access/operator"));
    }

    /** Runs a command and returns what it printed as JSON. */
    JsonNode json(String... command) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(command));
        line.addAll(List.of("--output", "json"));
        var output = Files.createTempFile("aeneas-bench", ".json");
        run(line, ProcessBuilder.Redirect.to(output.toFile()));
        var json = JSON.readTree(output.toFile());
        Files.delete(output);
        return json;
    }

    /** Runs a command; what it prints goes to our standard error. */
    void run(String... command) throws IOException, InterruptedException {
        run(List.of(command), ProcessBuilder.Redirect.appendTo(new File("/dev/stderr")));
    }

    private void run(List<String> command, ProcessBuilder.Redirect output) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("./aeneas"));
        line.addAll(command);
        var process = new ProcessBuilder(line).redirectOutput(output).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().put("AENEAS_HOME", home.toString());
        process.environment().put("AENEAS_NO_BUILD", "1");
        var running = process.start();
        if (!running.waitFor(BOUND_MINUTES, TimeUnit.MINUTES)) {
            running.destroy();
            throw new IllegalStateException(command + " did not end within " + BOUND_MINUTES + " minutes");
        }
        if (running.exitValue() != 0) {
            throw new IllegalStateException(command + " ended with " + running.exitValue());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("down", "--wipe");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
