package dev.aeneas.sstables;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line that starts the tool.
 *
 * @param cassandraJars folder with Cassandra's own jars, of the version that wrote the files or a newer one
 * @param heapMebibytes of the tool's JVM
 * @param temporary folder for what the tool writes aside; made by the caller
 */
public record ToolCommand(Path cassandraJars, int heapMebibytes, Path temporary) {
    private static final String MAIN = "dev.aeneas.sstables.Main";

    /** As Cassandra's own {@code jvm17-clients.options} name them. */
    private static final List<String> EXPORTS =
            List.of("jdk.internal.misc", "jdk.internal.ref", "sun.nio.ch", "java.lang.ref");

    private static final List<String> OPENS = List.of(
            "java.io",
            "java.lang",
            "java.lang.module",
            "java.lang.reflect",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.loader",
            "jdk.internal.math",
            "jdk.internal.module",
            "jdk.internal.ref",
            "jdk.internal.reflect",
            "jdk.internal.util.jar",
            "sun.nio.ch");

    /** The whole command; {@code arguments} begin with the verb. */
    public List<String> of(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMebibytes + "m");
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:+PerfDisableSharedMem"));
        EXPORTS.forEach(name -> command.add("--add-exports=java.base/" + name + "=ALL-UNNAMED"));
        OPENS.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.add("--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Dcassandra.storagedir=" + temporary);
        // a log tells of truncations and new tables in the system's own tables, which are not known otherwise
        command.add("-Dcassandra.schema.force_load_local_keyspaces=true");
        command.add("-Dlogback.configurationFile=sstable-tools-logback.xml");
        command.add("-Djdk.attach.allowAttachSelf=true");
        classArchive().ifPresent(archive -> command.add("-XX:SharedArchiveFile=" + archive));
        command.addAll(List.of("-cp", classPath(), MAIN));
        command.addAll(arguments);
        return command;
    }

    /** The one that local nodes start with, if it is there; one that does not fit is ignored by the JVM. It halves the time to start. */
    private Optional<Path> classArchive() {
        return Optional.of(cassandraJars.toAbsolutePath().resolve("cassandra-" + Runtime.version() + ".jsa"))
                .filter(Files::exists);
    }

    /** Ours comes last: the archive fits only what begins as the nodes' own class path does. */
    private String classPath() {
        try (Stream<Path> files = Files.list(cassandraJars)) {
            var jars = files.filter(file -> file.toString().endsWith(".jar")).sorted();
            return Stream.concat(jars, Stream.of(own()))
                    .map(path -> path.toAbsolutePath().toString())
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list Cassandra's jars in " + cassandraJars, e);
        }
    }

    /** The jar, or folder of classes, that this very class came from. */
    private static Path own() {
        try {
            var source = ToolCommand.class.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(source.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the tool's own jar cannot be found", e);
        }
    }
}
