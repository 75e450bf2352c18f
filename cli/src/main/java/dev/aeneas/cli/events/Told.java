package dev.aeneas.cli.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * One event and where Kafka keeps it.
 *
 * @param time when it was decided
 * @param data its body as it was sent
 */
public record Told(
        String type,
        Instant time,
        String cluster,
        String topic,
        int partition,
        long offset,
        String id,
        String correlationId,
        String causationId,
        JsonNode data) {

    /** The body as the record of its type; empty for another type or one that this build does not know. */
    public <T extends Message> Optional<T> as(Class<T> wanted) {
        if (!MessageTypes.nameOf(wanted).equals(type)) {
            return Optional.empty();
        }
        return Optional.of(WireFormat.read(bytes(), wanted));
    }

    /** The name without service and version, e.g. {@code RegionDown}. */
    public String name() {
        String[] parts = type.split("\\.", -1);
        return parts.length < 2 ? type : parts[parts.length - 2];
    }

    private byte[] bytes() {
        return WireFormat.write(data);
    }

    static JsonNode json(byte[] data) {
        try {
            return WireFormat.mapper().readTree(data);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON", e);
        }
    }
}
