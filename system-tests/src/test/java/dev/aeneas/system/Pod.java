package dev.aeneas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.deploy.Rendered;
import dev.aeneas.local.Runtimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The first pod of a stateful set of the manifests: a container with the variables, the mounts and the memory that those give it, where an
 * engine makes containers; else a process that is told of the mounts' places here.
 */
final class Pod implements AutoCloseable {
    private static final String TEMPORARY = "/tmp";
    private static final String NOBODY = "10001";

    private final Rendered manifests;
    private final String service;
    private final JsonNode set;
    private final Path root;
    private Optional<Running> running = Optional.empty();

    private record Running(Runnable end, Supplier<String> log) {}

    /**
     * Not started yet.
     *
     * @param service e.g. {@code provisioning-service}
     * @param root a folder in the place of the container's, for what is mounted
     */
    Pod(Rendered manifests, String service, String region, Path root) throws IOException {
        this.manifests = manifests;
        this.service = service;
        this.root = root;
        set = manifests
                .kind("StatefulSet")
                .filter(one -> Rendered.name(one).equals(service + "-" + region))
                .findFirst()
                .orElseThrow();
        for (var mount : mounts()) {
            // Whoever runs in a container is nobody here.
            Files.setPosixFilePermissions(
                    Files.createDirectories(here(mount)), PosixFilePermissions.fromString("rwxrwxrwx"));
        }
    }

    /** Puts a file into a volume; there must be one that is mounted so. */
    void mount(String path, String file, String content) throws IOException {
        assertThat(mounts()).as("mounts of " + service).contains(path);
        Files.writeString(here(path).resolve(file), content);
    }

    /** With other values in the place of some variables, e.g. of addresses. */
    void start(Map<String, String> instead, Optional<Engine> engine) throws IOException {
        var variables = variables();
        variables.putAll(instead);
        running = Optional.of(engine.isPresent() ? container(engine.get(), variables) : process(variables));
    }

    private Running container(Engine engine, Map<String, String> variables) throws IOException {
        var file = root.resolve("variables.env");
        Files.write(
                file,
                variables.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList());
        var volumes = mounts().stream()
                .map(path -> " --volume " + here(path) + ":" + path + (isReadOnly(path) ? ":ro" : ""))
                .collect(Collectors.joining());
        var memory = container().at("/resources/limits/memory").asText().replace("Mi", "m");
        var container = engine.docker("run --detach --network host --read-only --tmpfs " + TEMPORARY
                + " --cap-drop ALL --security-opt no-new-privileges --memory " + memory + volumes + " --env-file "
                + file + " " + engine.build(service));
        assertThat(engine.docker("exec " + container + " id -u")).isEqualTo(NOBODY);
        return new Running(() -> engine.docker("rm --force " + container), () -> engine.docker("logs " + container));
    }

    private Running process(Map<String, String> variables) throws IOException {
        var log = root.resolve("log");
        var jar = Path.of("..", service, "target/quarkus-app/quarkus-run.jar");
        var command = new ProcessBuilder(
                        Runtimes.java().toString(),
                        "-XX:TieredStopAtLevel=1", // four of them begin at once
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().putAll(variables);
        for (var path : mounts()) {
            command.environment()
                    .replaceAll(
                            (name, value) -> value.startsWith(path + "/") || value.equals(path) ? root + value : value);
        }
        var process = command.start();
        return new Running(() -> end(process), () -> read(log));
    }

    private static void end(Process process) {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Map<String, String> variables() {
        var variables = new HashMap<String, String>();
        Rendered.stream(container().path("envFrom"))
                .map(from -> configMap(from.at("/configMapRef/name").asText()))
                .flatMap(map -> map.properties().stream())
                .forEach(setting ->
                        variables.put(setting.getKey(), setting.getValue().asText()));
        Rendered.stream(container().path("env"))
                .forEach(variable -> variables.put(
                        variable.path("name").asText(),
                        variable.has("value") ? variable.path("value").asText() : field(variable)));
        return variables;
    }

    private JsonNode configMap(String name) {
        return manifests
                .kind("ConfigMap")
                .filter(map -> Rendered.name(map).equals(name))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    private String field(JsonNode variable) {
        assertThat(variable.at("/valueFrom/fieldRef/fieldPath").asText()).isEqualTo("metadata.name");
        return Rendered.name(set) + "-0";
    }

    private List<String> mounts() {
        return Rendered.stream(container().path("volumeMounts"))
                .map(mount -> mount.path("mountPath").asText())
                .filter(path -> !path.equals(TEMPORARY))
                .toList();
    }

    private boolean isReadOnly(String path) {
        return Rendered.stream(container().path("volumeMounts"))
                .filter(mount -> mount.path("mountPath").asText().equals(path))
                .allMatch(mount -> mount.path("readOnly").asBoolean());
    }

    private Path here(String path) {
        return root.resolve(path.substring(1));
    }

    private JsonNode container() {
        return set.at("/spec/template/spec/containers/0");
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it printed so far. */
    String log() {
        return running.map(it -> it.log().get()).orElse("");
    }

    @Override
    public void close() {
        running.ifPresent(it -> it.end().run());
    }
}
