package dev.aeneas.local.cassandra;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a map as YAML: one line for each entry, its value in JSON's notation, which every YAML parser reads. */
final class Yaml {

    private Yaml() {}

    static String write(Map<String, Object> entries) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + value(entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> value(String.valueOf(entry.getKey())) + ": " + value(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Collection<?> list) {
            StringBuilder line = new StringBuilder("[");
            list.forEach(item -> line.append(line.length() == 1 ? "" : ", ").append(value(item)));
            return line.append("]").toString();
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : quoted(String.valueOf(value));
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }
}
