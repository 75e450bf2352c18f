package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.rest.ClusterJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What services answer, as tables. */
final class Tables {
    private Tables() {}

    /** A row for each element, a column for each of these fields. */
    static Table list(JsonNode list, String... fields) {
        List<List<String>> rows = new ArrayList<>();
        ClusterJson.itemsOf(list)
                .forEach(one -> rows.add(
                        Arrays.stream(fields).map(field -> text(one, field)).toList()));
        return new Table(List.of(fields), rows);
    }

    /**
     * A row for each field; lists and objects are too long for a table, all but errors, broken rules and the fields of
     * these parts.
     */
    static Table fields(JsonNode object, String... parts) {
        List<List<String>> rows = new ArrayList<>();
        object.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isValueNode()) {
                rows.add(List.of(field.getKey(), value.asText()));
            } else if (field.getKey().toLowerCase(Locale.ROOT).contains("error")) {
                rows.add(List.of(
                        field.getKey(),
                        value.path("code").asText() + ": "
                                + value.path("message").asText()));
            }
        });
        object.path("rows").forEach(count -> rows.add(List.of("rows", counted(count))));
        object.path("violations")
                .forEach(rule -> rows.add(List.of("violation", text(rule, "field") + " " + text(rule, "rule"))));
        for (String part : parts) {
            object.path(part)
                    .properties()
                    .forEach(field -> rows.add(List.of(
                            part + " " + field.getKey(), field.getValue().asText())));
        }
        return new Table(List.of("field", "value"), rows);
    }

    /** Of a drill's own application. */
    private static String counted(JsonNode rows) {
        return "%s: %s acknowledged, %s failed, %s found, %s lost"
                .formatted(
                        text(rows, "after"),
                        text(rows, "acknowledged"),
                        text(rows, "failed"),
                        text(rows, "found"),
                        text(rows, "lost"));
    }

    /** Of a list only the first element, e.g. the next of several due times. */
    static String text(JsonNode one, String field) {
        JsonNode value = one.path(field);
        return (value.isArray() ? value.path(0) : value).asText("–");
    }
}
