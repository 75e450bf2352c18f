package dev.aeneas.backup.adapter.sidecar;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static dev.aeneas.cassandra.testing.TestCertificates.OURS;

import dev.aeneas.backup.adapter.cluster.NodeAccess;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A sidecar of a node of ours, and the ways to it. */
final class OneSidecar implements AutoCloseable {
    static final BackupNode NODE = new BackupNode("east_1", "127.0.0.1", "east", "east_1");
    private static final int NOT_ASKED = 1;
    private static final Duration BOUND = Duration.ofSeconds(10);
    static final SidecarBounds BOUNDS = new SidecarBounds(BOUND, BOUND, BOUND);

    private final Path secrets;
    private final SidecarServer server;

    OneSidecar(Path folder, Path dataDirectory, NodeOperations node) {
        secrets = folder.resolve("secrets");
        try {
            var at = new InetSocketAddress(NODE.address(), 0);
            server = SidecarServer.start(at, new SidecarTls(OURS.server()), List.of(dataDirectory), () -> node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.port();
    }

    Sidecars sidecars() {
        return sidecars(OURS.client(), port(), BOUNDS);
    }

    Sidecars sidecars(Path certificate, Integer port, SidecarBounds bounds) {
        return new Sidecars(access(port), Optional.of(new SidecarTls(certificate)), bounds);
    }

    NodeAccess access(Integer port) {
        return access(secrets, port);
    }

    /** To a node whose sidecar, if any, is at that port. */
    static NodeAccess access(Path secrets, Integer port) {
        var login = Credentials.CASSANDRA_DEFAULT;
        var logins = new CredentialsFolder(secrets);
        logins.put(ORDERS.value(), new ClusterCredentials(login, login, NOT_ASKED, port, Optional.empty()));
        return new NodeAccess(Optional.of(logins), node -> NodeAddress.of(node.address()), JmxBounds.DEFAULT);
    }

    @Override
    public void close() {
        server.close();
    }
}
