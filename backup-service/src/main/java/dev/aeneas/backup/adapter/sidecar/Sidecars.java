package dev.aeneas.backup.adapter.sidecar;

import dev.aeneas.backup.adapter.cluster.NodeAccess;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.contracts.ClusterName;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;

/** The way to the sidecars of clusters whose nodes are pods. */
public final class Sidecars implements AutoCloseable {
    private final NodeAccess access;
    private final Optional<SidecarTls> tls;
    private final SidecarBounds bounds;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Sidecars::daemon);
    private SSLContext context;
    private HttpClient http;

    /**
     * Makes the way.
     *
     * @param tls empty: no sidecar lets this service in
     */
    public Sidecars(NodeAccess access, Optional<SidecarTls> tls, SidecarBounds bounds) {
        this.access = access;
        this.tls = tls;
        this.bounds = bounds;
    }

    private static Thread daemon(Runnable looks) {
        var thread = new Thread(looks, "sidecar-bounds");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * A node's sidecar.
     *
     * @throws BackupImpossible where there is none, or none that would let us in
     */
    SidecarCalls of(ClusterName cluster, BackupNode node) {
        int port = access.sidecarPort(cluster)
                .orElseThrow(() -> new BackupImpossible(
                        "NoSidecar",
                        "the nodes of " + cluster
                                + " are pods without a sidecar, which alone sees their files: name its"
                                + " image to provisioning-service (aeneas.kubernetes.sidecar.image), and sidecar.port in "
                                + cluster + ".properties",
                        node.name()));
        var host = access.address(node).hostAddress();
        var address = URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
        return new SidecarCalls(node, address, http(certificate(node)), bounds, timer);
    }

    private SSLContext certificate(BackupNode node) {
        try {
            return tls.orElseThrow(() -> new IllegalStateException("aeneas.backup.sidecar.certificates is not set"))
                    .context();
        } catch (IllegalStateException e) {
            throw new BackupImpossible(
                    "NoSidecarCertificate", "no sidecar would let this service in: " + e.getMessage(), node.name());
        }
    }

    /** One for all, until the certificate is renewed. */
    private synchronized HttpClient http(SSLContext now) {
        if (http == null || now != context) {
            context = now;
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(bounds.connect())
                    .sslContext(now)
                    .build();
        }
        return http;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
