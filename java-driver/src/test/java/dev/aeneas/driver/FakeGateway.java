package dev.aeneas.driver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells the routing of cluster "orders" over real HTTP as failover-service does: at once, and then every change. */
final class FakeGateway implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService streams = Executors.newCachedThreadPool();
    private final AtomicInteger opened = new AtomicInteger();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private String routing;
    private boolean closed;

    /** @param routing JSON; null: the cluster is unknown */
    FakeGateway(String routing) {
        this.routing = routing;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(streams);
        server.createContext("/clusters/orders/routing/stream", this::stream);
        server.start();
    }

    static String json(String datacenter, long epoch) {
        return "{\"datacenter\":\"%s\",\"epoch\":%d,\"contactPoints\":[]}".formatted(datacenter, epoch);
    }

    static String stepped(String datacenter, long epoch) {
        return json(datacenter, epoch)
                .replaceFirst("}$", ",\"consistency\":{\"write\":\"LOCAL_QUORUM\",\"read\":\"LOCAL_ONE\"}}");
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int streamsOpened() {
        return opened.get();
    }

    /** The tokens that it was shown, as headers. */
    List<String> shown() {
        return shown;
    }

    synchronized void tell(String changed) {
        routing = changed;
        notifyAll();
    }

    private void stream(HttpExchange exchange) throws IOException {
        opened.incrementAndGet();
        shown.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
        try (exchange) {
            if (now() == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            String told = null;
            for (String next = changedSince(told); next != null; next = changedSince(told)) {
                exchange.getResponseBody().write(("data:" + next + "\n\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                told = next;
            }
        }
    }

    private synchronized String now() {
        return routing;
    }

    /** Null when the gateway closes. */
    private synchronized String changedSince(String told) {
        try {
            while (!closed && routing.equals(told)) {
                wait();
            }
            return closed ? null : routing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** As when its region is lost; again does nothing. */
    void stop() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        streams.shutdownNow();
        server.stop(0);
    }
}
