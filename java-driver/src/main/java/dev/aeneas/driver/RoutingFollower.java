package dev.aeneas.driver;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the newest routing that any gateway told.
 *
 * <p>All gateways are followed all the time: nobody has to find out first that one is dead, frozen or late. When all are silent, the last
 * word holds.
 */
final class RoutingFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RoutingFollower.class);

    private final FollowerSettings settings;
    private final RoutingFile file;
    private final Consumer<ClientRouting> changed;
    private final List<Thread> streams = new ArrayList<>();
    private final CountDownLatch heardOne = new CountDownLatch(1);
    /** Written under the lock; read without it, since whoever hears of a change may hold locks of its own. */
    private volatile ClientRouting newest;

    /** @param changed told of every newer routing, one at a time, not of what the file remembers */
    RoutingFollower(FollowerSettings settings, Consumer<ClientRouting> changed) {
        this.settings = settings;
        this.file = new RoutingFile(settings.routingFile());
        this.changed = changed;
        this.newest = file.read().orElse(null);
    }

    void start() {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build();
        for (var gateway : settings.gateways()) {
            var stream = new GatewayStream(client, settings.stream(gateway), settings, this::hear);
            var thread = new Thread(stream, "aeneas-routing-" + gateway.getAuthority());
            thread.setDaemon(true);
            thread.start();
            streams.add(thread);
        }
    }

    /** What is known once a gateway answered or the bound is over: from a gateway, else from the file. */
    Optional<ClientRouting> await(Duration bound) {
        try {
            if (!heardOne.await(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("No gateway of {} answered within {}", settings.gateways(), bound);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return newest();
    }

    Optional<ClientRouting> newest() {
        return Optional.ofNullable(newest);
    }

    private synchronized void hear(ClientRouting routing) {
        boolean first = heardOne.getCount() > 0;
        if (first ? Newest.supersedesRemembered(routing, newest) : Newest.supersedes(routing, newest)) {
            LOG.info("Clients of {} belong to {} now", settings.cluster(), routing);
            newest = routing;
            file.write(routing);
            changed.accept(routing);
        }
        heardOne.countDown();
    }

    @Override
    public void close() {
        streams.forEach(Thread::interrupt);
    }
}
