package dev.aeneas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** What a replica of failover-service says over REST. */
final class Verdicts {
    static final int EAST = 8104;
    static final int WEST = 8114;
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final int port;

    Verdicts(OneStack stack, int port) {
        this.address = stack.address();
        this.port = port;
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
            var uri = URI.create("http://" + address + ":" + port + path);
            var answer =
                    http.send(HttpRequest.newBuilder(uri).timeout(BOUND).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
