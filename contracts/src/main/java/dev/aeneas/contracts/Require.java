package dev.aeneas.contracts;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Checks that records of the wire language make of their own fields; each throws {@link InvalidField}. */
final class Require {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,47}");

    private Require() {}

    static <T> T present(String field, T value) {
        if (value == null) {
            throw new InvalidField(field, "is required");
        }
        return value;
    }

    static String text(String field, String value) {
        if (present(field, value).isBlank()) {
            throw new InvalidField(field, "must not be empty");
        }
        return value;
    }

    /** Cassandra takes these as cluster, datacenter, rack and keyspace names without quoting. */
    static String identifier(String field, String value) {
        if (!IDENTIFIER.matcher(present(field, value)).matches()) {
            throw new InvalidField(
                    field,
                    "must be an identifier: a letter, then up to 47 letters, digits or underscores; was '" + value
                            + "'");
        }
        return value;
    }

    /** {@code keyspace.table}. */
    static String tableName(String field, String value) {
        var parts = present(field, value).split("\\.", -1);
        if (parts.length != 2) {
            throw new InvalidField(field, "must be keyspace.table; was '" + value + "'");
        }
        identifier(field, parts[0]);
        identifier(field, parts[1]);
        return value;
    }

    static int between(String field, int min, int max, int value) {
        if (value < min || value > max) {
            throw new InvalidField(field, "must be from " + min + " to " + max + "; was " + value);
        }
        return value;
    }

    static long notNegative(String field, long value) {
        if (value < 0) {
            throw new InvalidField(field, "must not be negative; was " + value);
        }
        return value;
    }

    /** Null is fine. */
    static Integer positive(String field, Integer value) {
        if (value != null && value < 1) {
            throw new InvalidField(field, "must be at least 1; was " + value);
        }
        return value;
    }

    /** Null reads as empty; the result cannot be changed. */
    static <T> List<T> list(String field, List<T> values) {
        if (values == null) {
            return List.of();
        }
        if (values.stream().anyMatch(v -> v == null)) {
            throw new InvalidField(field, "must not hold null");
        }
        return List.copyOf(values);
    }

    /** Null reads as empty; the result cannot be changed. */
    static Map<String, String> entries(String field, Map<String, String> entries) {
        if (entries == null) {
            return Map.of();
        }
        entries.forEach((key, value) -> text(field + "." + key, value));
        return Map.copyOf(entries);
    }

    static <T> List<T> notEmpty(String field, List<T> values) {
        List<T> list = list(field, present(field, values));
        if (list.isEmpty()) {
            throw new InvalidField(field, "must not be empty");
        }
        return list;
    }

    static <T, K> void distinct(String field, Collection<T> values, Function<T, K> key) {
        var seen = new HashSet<K>();
        for (T value : values) {
            if (!seen.add(key.apply(value))) {
                throw new InvalidField(field, "must be unique; '" + key.apply(value) + "' is there twice");
            }
        }
    }
}
