package dev.aeneas.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Messages as JSON: instants and durations in ISO-8601, absent fields left out, unknown fields of a newer writer ignored.
 *
 * <p>What is missing or breaks a rule is an {@link InvalidField} that names the field by its JSON path.
 */
public final class WireFormat {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private WireFormat() {}

    /** The mapper itself, for readers that combine messages with other JSON. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot be written as JSON: " + value.getClass().getName(), e);
        }
    }

    /**
     * Reads a value.
     *
     * @throws InvalidField when the JSON is malformed ({@code field} is then {@code $}), a field is missing or breaks a rule
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new InvalidField("$", "must be a JSON object");
            }
            return value;
        } catch (JsonMappingException e) {
            throw invalidField(e);
        } catch (IOException e) {
            throw new InvalidField("$", "must be well-formed JSON");
        }
    }

    /** What Jackson could not map, as the field by its path and the rule that it breaks. */
    public static InvalidField invalidField(JsonMappingException e) {
        var path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        if (e.getCause() instanceof InvalidField cause) {
            // A value type (a name, a sku) knows its rule; the path knows better where it stands.
            boolean pathEndsThere = path.isEmpty() || path.endsWith("]");
            boolean namesItself = path.equals(cause.field()) || path.endsWith("." + cause.field());
            boolean valueType = cause.rule().startsWith("must be an identifier") && !pathEndsThere;
            return new InvalidField(
                    path.isEmpty() ? cause.field() : namesItself || valueType ? path : path + "." + cause.field(),
                    cause.rule());
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return new InvalidField(path, "is not known here; there are: " + known(unknown));
        }
        return new InvalidField(path.isEmpty() ? "$" : path, "cannot be read: " + e.getOriginalMessage());
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
