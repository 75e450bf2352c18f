package dev.aeneas.driver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to one gateway for ever: each stream begins with where clients belong now, and tells every change. */
final class GatewayStream implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayStream.class);

    private final HttpClient client;
    private final URI stream;
    private final FollowerSettings settings;
    private final Consumer<ClientRouting> heard;
    private boolean silent;

    GatewayStream(HttpClient client, URI stream, FollowerSettings settings, Consumer<ClientRouting> heard) {
        this.client = client;
        this.stream = stream;
        this.settings = settings;
        this.heard = heard;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (!listen()) {
                    pause(settings.retryInterval());
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the stream reached its age; else it ended or never began. */
    private boolean listen() throws InterruptedException {
        HttpRequest request;
        try {
            request = request();
        } catch (IOException e) {
            tellOnce("no token: " + e);
            return false;
        }
        var response = client.sendAsync(request, this::body);
        try {
            response.get(settings.streamAge().toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException old) {
            return true;
        } catch (ExecutionException e) {
            tellOnce(e.getCause().toString());
            return false;
        } finally {
            response.cancel(true);
        }
    }

    private HttpRequest request() throws IOException {
        var request = HttpRequest.newBuilder(stream).header("Accept", "text/event-stream");
        settings.authorization().ifPresent(shown -> request.header("Authorization", shown));
        return request.build();
    }

    private HttpResponse.BodySubscriber<Void> body(HttpResponse.ResponseInfo info) {
        if (info.statusCode() != 200) {
            tellOnce("HTTP " + info.statusCode() + (info.statusCode() == 401 ? ": is token-file set?" : ""));
            return HttpResponse.BodySubscribers.discarding();
        }
        return HttpResponse.BodySubscribers.fromLineSubscriber(new EventLines(this::event));
    }

    private void event(String json) {
        silent = false;
        RoutingJson.read(json, stream).ifPresent(heard);
    }

    /** A gateway in a dead region is silent for hours: its log is one line. */
    private void tellOnce(String why) {
        if (!silent) {
            silent = true;
            LOG.warn("Gateway {} does not tell where clients belong: {}", stream, why);
        }
    }

    private static void pause(Duration duration) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(duration.toMillis());
    }
}
