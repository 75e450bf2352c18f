package dev.aeneas.backup.adapter.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.backup.run.TableName;
import java.util.List;
import java.util.stream.Stream;

/** What the tool says of a table. */
record ToolLine(JsonNode line) {

    static Stream<ToolLine> ofTables(List<JsonNode> lines) {
        return lines.stream()
                .filter(line -> line.path("kind").asText().equals("table"))
                .map(ToolLine::new);
    }

    TableName table() {
        return new TableName(line.get("keyspace").asText(), line.get("table").asText());
    }

    long number(String name) {
        return line.get(name).asLong();
    }

    String text(String name) {
        return line.get(name).asText();
    }
}
