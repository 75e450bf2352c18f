package dev.aeneas.backup.adapter.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.backup.ToolsConfig;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.sstables.ToolCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs sstable-tools once, in a temporary folder that is gone afterwards, within a bound. */
public final class OfflineTool {
    private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ");
    private static final int ERROR_CHARACTERS = 4_000;
    private static final Logger LOG = LoggerFactory.getLogger(OfflineTool.class);

    private final Optional<Path> cassandraJars;
    private final int heapMebibytes;
    private final Duration bound;

    public OfflineTool(Optional<Path> cassandraJars, int heapMebibytes, Duration bound) {
        this.cassandraJars = cassandraJars;
        this.heapMebibytes = heapMebibytes;
        this.bound = bound;
    }

    public static OfflineTool of(ToolsConfig config) {
        return new OfflineTool(config.cassandraJars(), config.heapMebibytes(), config.timeout());
    }

    /** What it told, line by line; {@code arguments} begin with the verb and leave out the schema. */
    List<JsonNode> run(Schema schema, List<String> arguments) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("aeneas-sstables-");
        try {
            return new Run(folder).run(schema, arguments);
        } finally {
            remove(folder);
        }
    }

    private final class Run {
        private final Path folder;
        private final Path output;
        private final Path errors;

        Run(Path folder) {
            this.folder = folder;
            this.output = folder.resolve("output");
            this.errors = folder.resolve("errors");
        }

        List<JsonNode> run(Schema schema, List<String> arguments) throws IOException, InterruptedException {
            var script = folder.resolve("schema.cql");
            Files.writeString(script, String.join(";\n", schema.statements()));
            var words = new ArrayList<>(arguments);
            words.addAll(List.of("--schema", script.toString()));
            int status = status(start(words));
            var lines = lines();
            if (status != 0) {
                LOG.warn("SSTables could not be read: {}", end(Files.readString(errors)));
                throw new IOException(arguments.get(0) + " of SSTables failed: " + reason(lines));
            }
            return lines;
        }

        private Process start(List<String> words) throws IOException {
            var jars = cassandraJars.orElseThrow(() ->
                    new IllegalStateException("aeneas.tools.cassandra-jars does not say where Cassandra's jars are"));
            // it takes a whole core, on a machine that may be a node's; but somebody waits for it
            var command = new ArrayList<>(List.of("nice", "-n", "5"));
            command.addAll(new ToolCommand(jars, heapMebibytes, folder).of(words));
            var builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().keySet().retainAll(PASSED_ON);
            return builder.start();
        }

        private int status(Process process) throws IOException, InterruptedException {
            try {
                if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException("SSTables were not read within " + bound);
                }
                return process.exitValue();
            } finally {
                process.destroyForcibly().waitFor();
            }
        }

        private List<JsonNode> lines() throws IOException {
            var lines = new ArrayList<JsonNode>();
            for (var line : Files.readAllLines(output)) {
                lines.add(WireFormat.mapper().readTree(line));
            }
            return lines;
        }

        private String reason(List<JsonNode> lines) throws IOException {
            if (!lines.isEmpty() && lines.get(lines.size() - 1).has("message")) {
                return lines.get(lines.size() - 1).get("message").asText();
            }
            return end(Files.readString(errors));
        }
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - ERROR_CHARACTERS));
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
