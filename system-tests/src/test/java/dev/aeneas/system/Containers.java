package dev.aeneas.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.local.process.DetachedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stack's services as containers of their images, in the places of the processes that {@code up} started: with the same settings, the
 * same options of the JVM, the same folders, and the same records, by which commands find them.
 *
 * <p>They see the machine's processes, as those who kill and look after nodes here do by the numbers of processes. Nodes are children of
 * provisioning-service and end with its container, so that one goes on when the service in it dies.
 */
final class Containers {
    private static final List<String> INSTANCES =
            List.of("provisioning", "scaling", "backup", "failover-east", "failover-west", "failover-witness");
    private static final String WITH_NODES = "provisioning";

    private static final Pattern SETTING = Pattern.compile("(AENEAS|KAFKA|MP|QUARKUS)_.*");
    /** The image has its own. */
    private static final String CASSANDRA_JARS = "AENEAS_RUNTIME_DIR";

    /** That of the images. */
    private static final int NOBODY = 10_001;

    private final Engine engine;
    private final Path home;
    private final Map<String, String> containers = new HashMap<>();

    Containers(Engine engine, Path home) {
        this.engine = engine;
        this.home = home;
    }

    /** Ends each service that runs as a process, and starts it again as a container. */
    void takeOver() throws IOException {
        for (var instance : INSTANCES) {
            var process = DetachedProcess.adopt(folder(instance)).orElseThrow();
            Files.write(
                    settings(instance),
                    settingsOf(ProcessHandle.of(process.pid()).orElseThrow(), instance));
            process.kill();
        }
        giveToNobody();
        var images = new HashMap<String, String>();
        for (var instance : INSTANCES) {
            var image = images.computeIfAbsent(service(instance), engine::build);
            containers.put(instance, engine.docker(create(instance, image)));
        }
        engine.docker("start " + containers.get(WITH_NODES));
        start();
    }

    private static String service(String instance) {
        return instance.replaceAll("-.*", "") + "-service";
    }

    private static List<String> settingsOf(ProcessHandle process, String instance) throws IOException {
        var variables = Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"));
        var settings = Stream.of(variables.split("\0", -1))
                .filter(variable -> SETTING.matcher(variable).matches())
                .filter(variable -> !(instance.equals("backup") && variable.startsWith(CASSANDRA_JARS)));
        var options = Stream.of(process.info().arguments().orElseThrow()).takeWhile(option -> !option.equals("-jar"));
        return Stream.concat(settings, Stream.of("JAVA_TOOL_OPTIONS=" + options.collect(Collectors.joining(" "))))
                .toList();
    }

    private String create(String instance, String image) throws IOException {
        var create = "create --network host --pid host --read-only --tmpfs /tmp:exec --cap-drop ALL"
                + " --security-opt no-new-privileges --user " + owner() + " --env-file " + settings(instance)
                + " --volume " + home + ":" + home;
        if (!instance.equals(WITH_NODES)) {
            return create + " --memory 512m " + image;
        }
        var jars = Path.of("../local").toRealPath();
        return create + " --volume " + jars + ":" + jars + ":ro --entrypoint sleep " + image + " infinity";
    }

    /** Starts whatever does not run. */
    void start() {
        try {
            for (var instance : INSTANCES) {
                if (DetachedProcess.adopt(folder(instance)).isEmpty()) {
                    var pid = instance.equals(WITH_NODES) ? startBesideNodes() : startAsItsImageSays(instance);
                    Files.writeString(record(instance), pid + " " + began(pid) + "\n");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String startAsItsImageSays(String instance) {
        var container = containers.get(instance);
        engine.docker("wait " + container); // it may not have been told yet that its process is dead
        engine.docker("start " + container);
        return engine.docker("inspect --format {{.State.Pid}} " + container);
    }

    private String startBesideNodes() {
        var log = folder(WITH_NODES).resolve("contained.log");
        return engine.docker("exec " + containers.get(WITH_NODES)
                + " sh -c 'java -jar /opt/aeneas/quarkus-run.jar </dev/null >>" + log + " 2>&1 & echo $!'");
    }

    /** All services, and all of these nodes, run in containers and nowhere else. */
    void holdEverything(List<Long> nodes) throws IOException {
        for (var instance : INSTANCES) {
            assertThat(groups(pid(instance))).as(instance).contains(containers.get(instance));
        }
        for (var node : nodes) {
            assertThat(groups(node)).contains(containers.get(WITH_NODES));
        }
    }

    private static String groups(long pid) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(pid), "cgroup"));
    }

    /** What they printed of late. */
    String logs() {
        return containers.entrySet().stream()
                .map(one -> one.getKey() + ":\n" + engine.docker("logs --tail 20 " + one.getValue()))
                .collect(Collectors.joining("\n"));
    }

    void remove() {
        containers.values().forEach(container -> engine.docker("rm --force " + container));
    }

    private Path folder(String instance) {
        return home.resolve("services").resolve(instance);
    }

    /** What {@code up} told the process, as a file that Docker reads. */
    private Path settings(String instance) {
        return folder(instance).resolve("settings.env");
    }

    private Path record(String instance) {
        return folder(instance).resolve("process.pid");
    }

    private long pid(String instance) throws IOException {
        return Long.parseLong(Files.readString(record(instance)).split(" ", -1)[0]);
    }

    /** As the stack's processes write it of themselves: the boot, and the ticks from then to the process's start. */
    private static String began(String pid) throws IOException {
        var stat = Files.readString(Path.of("/proc", pid, "stat"));
        var afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim() + ":" + afterName[19];
    }

    private String owner() throws IOException {
        return Files.getAttribute(home, "unix:uid") + ":" + Files.getAttribute(home, "unix:gid");
    }

    /** Where root runs the tests; anybody else owns the state folder and is nobody special in a container either. */
    private void giveToNobody() throws IOException {
        if (!owner().equals("0:0")) {
            return;
        }
        give(home);
        for (var written : List.of("access", "backups", "nodes", "secrets", "services", "trace.jsonl")) {
            if (Files.exists(home.resolve(written))) {
                try (var all = Files.walk(home.resolve(written))) {
                    all.forEach(Containers::give);
                }
            }
        }
    }

    private static void give(Path path) {
        try {
            Files.setAttribute(path, "unix:uid", NOBODY);
            Files.setAttribute(path, "unix:gid", NOBODY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
