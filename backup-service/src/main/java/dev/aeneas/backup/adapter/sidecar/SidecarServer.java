package dev.aeneas.backup.adapter.sidecar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.aeneas.cassandra.node.NodeOperations;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows one node's files to whoever has a client's certificate of its authority, and to nobody else. */
public final class SidecarServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SidecarServer.class);
    private static final long RENEWALS_EVERY_SECONDS = 60;
    private static final int THREADS = 16;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int FAILED = 500;

    private final NodeDisk disk;
    private final SidecarTls tls;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor();
    private SSLContext shown;

    private SidecarServer(NodeDisk disk, SidecarTls tls, HttpsServer server) {
        this.disk = disk;
        this.tls = tls;
        this.server = server;
    }

    /**
     * Begins to listen.
     *
     * @param node connects to the node beside; closed after use
     */
    public static SidecarServer start(
            InetSocketAddress at, SidecarTls tls, List<Path> dataDirectories, Supplier<NodeOperations> node)
            throws IOException {
        var server = new SidecarServer(new NodeDisk(dataDirectories, node), tls, HttpsServer.create(at, 0));
        server.serve();
        return server;
    }

    private void serve() {
        renew();
        renewals.scheduleWithFixedDelay(
                this::tryRenew, RENEWALS_EVERY_SECONDS, RENEWALS_EVERY_SECONDS, TimeUnit.SECONDS);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void tryRenew() {
        try {
            renew();
        } catch (RuntimeException e) {
            LOG.warn("Its certificate stays as it was: {}", e.toString());
        }
    }

    private void renew() {
        var now = tls.context();
        if (now != shown) {
            server.setHttpsConfigurator(new OnlyWithCertificate(now));
            shown = now;
        }
    }

    private static final class OnlyWithCertificate extends HttpsConfigurator {
        OnlyWithCertificate(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            var wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
        }
    }

    private void answer(HttpExchange http) throws IOException {
        var asked = new SidecarExchange(http);
        try {
            disk.answer(asked);
        } catch (NodeDisk.NotHere e) {
            asked.refuse(NOT_FOUND, e);
        } catch (IllegalArgumentException e) {
            asked.refuse(BAD_REQUEST, e);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Not done: {} {}", asked, e.toString());
            asked.refuse(FAILED, e);
        } finally {
            asked.close();
        }
    }

    @Override
    public void close() {
        renewals.shutdownNow();
        // first: one that writes to a client which reads no more holds a lock that stopping waits for; interrupted, it
        // lets go
        threads.shutdownNow();
        server.stop(0);
    }
}
