package dev.aeneas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/** What a replica of failover-service says over REST. */
final class Verdicts {
    static final int EAST = 8104;
    static final int WEST = 8114;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RestClient service;

    Verdicts(OneStack stack, int port) throws IOException {
        service = stack.rest(port);
    }

    /** Unknown where nobody answers, or the region is not known. */
    String of(String region) {
        for (JsonNode one : get("/clusters/" + OneStack.CLUSTER + "/regions").orElseGet(JSON::createArrayNode)) {
            if (one.path("region").asText().equals(region)) {
                return one.path("verdict").asText();
            }
        }
        return "Unknown";
    }

    /** Empty where nobody answers well. */
    Optional<JsonNode> get(String path) {
        try {
            return Optional.of(service.get(path));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
