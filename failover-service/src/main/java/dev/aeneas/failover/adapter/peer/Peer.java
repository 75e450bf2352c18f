package dev.aeneas.failover.adapter.peer;

import io.netty.channel.ConnectTimeoutException;
import jakarta.ws.rs.ProcessingException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Another service as this one asks it.
 *
 * @param name for people
 * @param patience until an answer is not waited for any more
 */
public record Peer(String name, URI address, Duration patience) {

    /** As the REST client of that key is configured. */
    public static Peer of(String name, String client) {
        var config = ConfigProvider.getConfig();
        var prefix = "quarkus.rest-client." + client;
        long patience = config.getValue(prefix + ".read-timeout", Long.class);
        return new Peer(name, config.getValue(prefix + ".url", URI.class), Duration.ofMillis(patience));
    }

    /** For people: who did not answer, where, and what came instead. */
    public String silence(ProcessingException instead) {
        return name + " does not answer at " + address + ": " + why(instead);
    }

    private String why(Throwable instead) {
        var causes =
                Stream.iterate(instead, Objects::nonNull, Throwable::getCause).toList();
        if (has(causes, UnknownHostException.class)) {
            return "its host is not known";
        }
        if (has(causes, TimeoutException.class)) {
            return "no answer within " + patience.toSeconds() + " s";
        }
        if (has(causes, ConnectTimeoutException.class)) {
            return "no connection in time";
        }
        return has(causes, ConnectException.class)
                ? "connection refused"
                : causes.get(causes.size() - 1).getMessage();
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }
}
