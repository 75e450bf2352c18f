package dev.aeneas.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routing as text; what cannot be read is told and left out. */
final class RoutingJson {
    private static final Logger LOG = LoggerFactory.getLogger(RoutingJson.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RoutingJson() {}

    static Optional<ClientRouting> read(String json, Object source) {
        try {
            return Optional.ofNullable(MAPPER.readValue(json, ClientRouting.class));
        } catch (JsonProcessingException e) {
            LOG.warn("No routing could be read from {}: {}", source, e.getOriginalMessage());
            return Optional.empty();
        }
    }

    static String write(ClientRouting routing) {
        try {
            return MAPPER.writeValueAsString(routing);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a routing is always writable", e);
        }
    }
}
