package dev.aeneas.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.process.DetachedProcess;
import dev.aeneas.system.Command.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A stack of the test's own, driven by the command line as a user drives it. */
final class Stack implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PROVISIONING_PORT = 8101;
    private static final int BACKUP_PORT = 8103;
    private static final List<Integer> FAILOVER_PORTS = List.of(8104, 8114, 8124);

    private final LoopbackBlock block = LoopbackBlock.reserve();
    private final Path home;
    private final Path root = Path.of("..").toAbsolutePath().normalize();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Duration patience;
    private Optional<Containers> containers = Optional.empty();

    Stack(Path home) {
        this(home, Command.BOUND);
    }

    /** For commands that wait so long for what they began. */
    Stack(Path home, Duration patience) {
        this.home = home;
        this.patience = patience;
    }

    Path home() {
        return home;
    }

    /** From now on its services run in containers, where an engine can make them; where not, it says so and they stay processes. */
    void contain(String what) throws IOException {
        var engine = Engine.find(what);
        if (engine.isPresent() && containers.isEmpty()) {
            var taken = new Containers(engine.get(), home);
            containers = Optional.of(taken);
            taken.takeOver();
            try {
                up();
            } catch (AssertionError e) {
                throw new AssertionError(taken.logs(), e);
            }
        }
    }

    /** Nothing of it but Kafka and the control store runs outside of containers, if its services are in some. */
    void holdContained() throws IOException {
        if (containers.isPresent()) {
            containers.get().holdEverything(nodes(""));
        }
    }

    /** With these settings besides those that every stack has. */
    void up(String... more) {
        containers.ifPresent(Containers::start);
        var settings = new ArrayList<>(List.of(
                "up",
                "--set",
                "address=" + address(),
                "--set",
                "store.address=" + block.address(253, 1),
                "--set",
                "local.address-base=" + block.region(),
                "--set",
                "trace.file=" + traceFile()));
        for (var setting : more) {
            settings.addAll(List.of("--set", setting));
        }
        aeneas(settings.toArray(String[]::new));
    }

    private Path traceFile() {
        return home.resolve("trace.jsonl");
    }

    /** The spans of a trace that were written so far, each as a line of JSON. */
    List<String> spans(String traceId) {
        if (!Files.exists(traceFile())) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(traceFile())) {
            return lines.filter(line -> line.contains(traceId)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return block.address(254, 1);
    }

    String bootstrapServers() {
        return address() + ":9092";
    }

    /** Where an application is told where it belongs, of each region. */
    List<String> failoverGateways() {
        return FAILOVER_PORTS.stream()
                .map(port -> "http://" + address() + ":" + port)
                .toList();
    }

    /** A file with the token of somebody who may only look. */
    Path viewer() {
        return home.resolve("access/viewer");
    }

    Path secrets() {
        return home.resolve("secrets");
    }

    /** What the build made of a module that is run as a process. */
    Path built(String file) {
        return root.resolve(file);
    }

    /** Runs a command and expects it to succeed; returns what it printed. */
    String aeneas(String... command) {
        var ran = run(command);
        if (ran.exit() != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + ran.exit() + ":\n" + ran.output());
        }
        return ran.output();
    }

    /** What a command that is expected to succeed prints as JSON. */
    JsonNode json(String... command) {
        return afterProgress(aeneas(asJson(command)));
    }

    /** As {@link #json}, of a command that may fail. */
    JsonNode answer(String... command) {
        return afterProgress(run(asJson(command)).output());
    }

    private static String[] asJson(String... command) {
        var line = new ArrayList<>(List.of(command));
        line.addAll(List.of("--output", "json"));
        return line.toArray(String[]::new);
    }

    private static JsonNode afterProgress(String output) {
        try {
            return JSON.readTree(output.substring(output.lastIndexOf("\n{") + 1));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + output, e);
        }
    }

    /** Whether a command succeeds that may not. */
    boolean succeeds(String... command) {
        return run(command).exit() == 0;
    }

    private Ran run(String... command) {
        return Command.aeneas(Map.of("AENEAS_HOME", home.toString()), patience, command);
    }

    HttpResponse<String> provisioning(String method, String path, String body) {
        return ask(PROVISIONING_PORT, method, path, body);
    }

    HttpResponse<String> backups(String method, String path, String body) {
        return ask(BACKUP_PORT, method, path, body);
    }

    private HttpResponse<String> ask(int port, String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://" + address() + ":" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Of somebody who may do everything, as {@code up} left it. */
    private String token() {
        try {
            return Files.readString(home.resolve("access/administrator"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9} of every Aeneas service, and of nothing else. */
    void killEveryService() {
        pids("services").forEach(Stack::kill);
    }

    /** {@code kill -9} of one of them. */
    void killService(String service) {
        pids("services/" + service).forEach(Stack::kill);
    }

    /** Processes of the managed nodes whose folder lies below a folder of that name. */
    List<Long> nodes(String below) {
        return pids("nodes").stream()
                .filter(pid -> pid.file().toString().contains(below))
                .map(Pid::pid)
                .toList();
    }

    void killNodes(String below) {
        pids("nodes").stream()
                .filter(pid -> pid.file().toString().contains(below))
                .forEach(Stack::kill);
    }

    private record Pid(Path file, long pid) {}

    private List<Pid> pids(String folder) {
        if (!Files.exists(home.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(home.resolve(folder))) {
            return files.filter(file -> file.endsWith("process.pid"))
                    .flatMap(file -> living(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Pid> living(Path file) {
        try {
            long pid = Long.parseLong(Files.readString(file).trim().split(" ", -1)[0]);
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(alive -> new Pid(file, pid));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static void kill(Pid pid) {
        DetachedProcess.adopt(pid.file().getParent()).ifPresent(DetachedProcess::kill);
    }

    @Override
    public void close() {
        try {
            aeneas("down", "--wipe");
        } finally {
            pids("services").forEach(Stack::kill);
            pids("nodes").forEach(Stack::kill);
            containers.ifPresent(Containers::remove);
            block.close();
        }
    }
}
