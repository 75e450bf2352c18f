package dev.aeneas.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the jars of Cassandra and Kafka lie: one folder each, without sub-folders, never on a class path of ours.
 *
 * <p>Named by the system property {@value #PROPERTY} or the variable {@value #VARIABLE} (a folder with {@code cassandra/} and
 * {@code kafka/} in it); else found in the build's output, upwards from the working directory.
 */
public record Runtimes(Path cassandra, Path kafka) {

    public static final String PROPERTY = "aeneas.runtime.dir";
    public static final String VARIABLE = "AENEAS_RUNTIME_DIR";

    /** Throws {@link IllegalStateException} when there are no jars: the build was not run, or the setting is wrong */
    public static Runtimes find() {
        return Optional.ofNullable(System.getProperty(PROPERTY, System.getenv(VARIABLE)))
                .map(folder -> at(Path.of(folder)))
                .or(Runtimes::inBuildOutput)
                .orElseThrow(() -> new IllegalStateException(
                        "No jars of Cassandra and Kafka: run 'mvn package', or set " + PROPERTY + " or " + VARIABLE));
    }

    public static Runtimes at(Path folder) {
        return new Runtimes(folder.resolve("cassandra"), folder.resolve("kafka"));
    }

    /** The java command that runs this very process. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Every jar by name, in a stable order: an archive of classes (CDS) is refused when the order differs. */
    public static String classPath(Path folder) {
        return jars(folder).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Throws {@link IllegalStateException} when no jar's name starts so */
    public static Path jar(Path folder, String nameStart) {
        return jars(folder)
                .filter(jar -> jar.getFileName().toString().startsWith(nameStart))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No " + nameStart + "*.jar in " + folder));
    }

    private static Stream<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .map(Path::toAbsolutePath)
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the jars in " + folder, e);
        }
    }

    private static Optional<Runtimes> inBuildOutput() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("local"))
                .map(local -> new Runtimes(
                        local.resolve("cassandra-runtime/target/lib"), local.resolve("kafka-runtime/target/lib")))
                .filter(runtimes -> Files.isDirectory(runtimes.cassandra) && Files.isDirectory(runtimes.kafka))
                .findFirst();
    }
}
