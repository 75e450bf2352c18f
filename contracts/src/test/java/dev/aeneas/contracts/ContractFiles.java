package dev.aeneas.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The files beside the code: golden messages, JSON Schemas, the AsyncAPI document. */
final class ContractFiles {
    static final Path GOLDEN = Path.of("src/main/resources/golden");
    static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    static final Path ASYNCAPI = Path.of("src/main/resources/asyncapi.json");

    /** {@code mvn test -pl contracts -Dcontracts.write} writes schemas and the AsyncAPI document anew. */
    static final boolean WRITE = System.getProperty("contracts.write") != null;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ContractFiles() {}

    static Set<String> typesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var names = new TreeSet<String>();
            files.forEach(file -> names.add(file.getFileName().toString().replaceFirst("\\.json$", "")));
            return names;
        }
    }

    static JsonNode read(Path folder, String type) throws IOException {
        return JSON.readTree(folder.resolve(type + ".json").toFile());
    }

    static void write(Path file, JsonNode content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    }
}
