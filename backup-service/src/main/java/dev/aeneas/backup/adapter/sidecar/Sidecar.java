package dev.aeneas.backup.adapter.sidecar;

import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sidecar as a process, by its environment: {@code AENEAS_SIDECAR_PORT}, {@code AENEAS_SIDECAR_CERTIFICATES} (a folder, see
 * {@link SidecarTls}), {@code AENEAS_SIDECAR_DATA} (the node's data directories, separated by commas), and where it is not to
 * listen at every address of the pod {@code AENEAS_SIDECAR_ADDRESS}. The node's JMX is asked at this pod's own loopback address,
 * without a login, and for imports only.
 */
public final class Sidecar {
    private static final Logger LOG = LoggerFactory.getLogger(Sidecar.class);

    private Sidecar() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        // whoever starts without Quarkus must say where logs go, or they are kept for it for ever
        InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {InitialConfigurator.createDefaultHandler()});
        // else the second half of each small answer waits for the other side's acknowledgement of the first one
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var settings = System.getenv();
        var at = new InetSocketAddress(
                settings.getOrDefault("AENEAS_SIDECAR_ADDRESS", "0.0.0.0"),
                Integer.parseInt(setting(settings, "AENEAS_SIDECAR_PORT")));
        var tls = new SidecarTls(Path.of(setting(settings, "AENEAS_SIDECAR_CERTIFICATES")));
        var data = Arrays.stream(setting(settings, "AENEAS_SIDECAR_DATA").split(",", -1))
                .map(Path::of)
                .toList();
        var jmx = new JmxNodes(Optional.empty(), JmxBounds.DEFAULT);
        var node = NodeAddress.of("127.0.0.1");
        awaitCertificate(tls);
        try (var server = SidecarServer.start(at, tls, data, () -> jmx.connect(node))) {
            LOG.info("Shows {} at port {}", data, server.port());
            new CountDownLatch(1).await(); // a signal ends it
        }
    }

    /** A container that ended for lack of it would take the whole pod, and the node in it, out of its clients' sight. */
    private static void awaitCertificate(SidecarTls tls) throws InterruptedException {
        while (true) {
            try {
                var unused = tls.context();
                return;
            } catch (IllegalStateException e) {
                LOG.warn("No backups yet: {}", e.toString());
                TimeUnit.MINUTES.sleep(1);
            }
        }
    }

    private static String setting(Map<String, String> settings, String name) {
        var value = settings.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
