package dev.aeneas.backup.adapter.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.backup.run.TableName;
import java.util.List;
import java.util.stream.Stream;

/** What the tool says of a table. */
record ToolLine(JsonNode line) {

    static Stream<ToolLine> ofTables(List<JsonNode> lines) {
        return of("table", lines);
    }

    /** What befell tables as a whole, so that their log does not go on from their backup. */
    static Stream<ToolLine> ofBreaks(List<JsonNode> lines) {
        return of("break", lines);
    }

    private static Stream<ToolLine> of(String kind, List<JsonNode> lines) {
        return lines.stream()
                .filter(line -> line.path("kind").asText().equals(kind))
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
