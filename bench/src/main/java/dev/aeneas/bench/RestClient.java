package dev.aeneas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A service's REST, as JSON. */
record RestClient(URI service, String authorization) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int REFUSED_FROM = 400;

    JsonNode get(String path) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(service.resolve(path)));
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(service.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = HTTP.send(
                request.timeout(BOUND).header("Authorization", authorization).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= REFUSED_FROM) {
            throw new IOException("the service answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
