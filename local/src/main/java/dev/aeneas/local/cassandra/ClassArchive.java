package dev.aeneas.local.cassandra;

import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.process.AtomicFile;
import dev.aeneas.local.process.DetachedProcess;
import dev.aeneas.local.process.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cassandra's classes as the JVM keeps them in memory (CDS), beside the jars: a node that finds it starts with a fifth less CPU.
 *
 * <p>Optional: without it, or when it no longer fits the jars or the JDK, a node starts as it always does.
 */
public final class ClassArchive {

    private static final Duration BOUND = Duration.ofMinutes(2);

    private ClassArchive() {}

    /** Makes the archive unless it is there; takes one start and one stop of a node. */
    public static void main(String[] arguments) {
        create(Runtimes.find(), BOUND);
    }

    /**
     * Starts a node that is thrown away, and keeps what it loaded.
     *
     * @param bound for its start, and again for its end, in which the archive is written
     * @return where the archive is
     */
    public static Path create(Runtimes runtimes, Duration bound) {
        Path archive = of(runtimes.cassandra());
        if (Files.exists(archive)) {
            return archive;
        }
        try (LoopbackBlock block = LoopbackBlock.reserve()) {
            Path directory = Files.createTempDirectory(runtimes.cassandra(), "training");
            try {
                train(runtimes, directory, block.address(1, 1), bound);
                Files.move(draft(directory), archive, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                CassandraNode.adopt(directory).ifPresent(CassandraNode::kill);
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + archive, e);
        }
        return archive;
    }

    /** What a node's JVM is told; empty when there is no archive for this JDK. */
    static Optional<String> argument(Path jars) {
        return Optional.of(of(jars)).filter(Files::exists).map(archive -> "-XX:SharedArchiveFile=" + archive);
    }

    private static Path of(Path jars) {
        return jars.toAbsolutePath().resolve("cassandra-" + Runtime.version() + ".jsa");
    }

    private static Path draft(Path directory) {
        return directory.resolve("classes.jsa");
    }

    private static void train(Runtimes runtimes, Path directory, String host, Duration bound) {
        NodeIdentity identity = new NodeIdentity("training", "dc", "rack", NodeAddress.of(host), List.of(host));
        NodeSpec spec = NodeSpec.of(identity, NodeJoin.first(List.of("0")));
        NodeFolder folder = new NodeFolder(directory);
        DetachedProcess.start(folder.path(), () -> {
            NodeFiles.write(spec, folder, runtimes.cassandra());
            withoutAgent(folder.jvmArguments());
            return new Launch(folder.path(), command(folder), Map.of(), Optional.empty());
        });
        CassandraNode node = CassandraNode.adopt(directory).orElseThrow();
        node.awaitCql(bound);
        if (!node.stop(bound)) {
            throw new IllegalStateException("The training node did not end within " + bound + ":\n" + node.logTail(10));
        }
    }

    /** The JVM writes no archive while an agent is loaded; the agent does not change what is archived. */
    private static void withoutAgent(Path arguments) {
        try (Stream<String> lines = Files.lines(arguments)) {
            String kept =
                    lines.filter(line -> !line.startsWith("\"-javaagent:")).collect(Collectors.joining("\n"));
            AtomicFile.write(arguments, kept + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + arguments, e);
        }
    }

    private static List<String> command(NodeFolder folder) {
        return List.of(
                Runtimes.java().toString(),
                "-XX:ArchiveClassesAtExit=" + draft(folder.path()),
                "@" + folder.jvmArguments());
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
