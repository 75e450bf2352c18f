package dev.aeneas.failover.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.credentials.NodeAuthority;
import dev.aeneas.cassandra.testing.TestCertificates;
import dev.aeneas.failover.adapter.FakeCqlNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All of that with nodes that take only TLS; and with those whose certificate is another's, or that have none. */
class FrameLoopOverTlsTest extends FrameLoopTest {
    private static final TestCertificates OURS = TestCertificates.OURS;

    /** The first time takes longer than a node has. */
    @BeforeAll
    static void loadTls() throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        try (var server =
                (SSLServerSocket) OURS.nodeContext().getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            var accepting = new Thread(() -> accept(server));
            accepting.setDaemon(true);
            accepting.start();
            try (var client = (SSLSocket)
                    OURS.authority().context().getSocketFactory().createSocket(loopback, server.getLocalPort())) {
                client.setSoTimeout(60_000);
                client.startHandshake();
            }
        }
    }

    private static void accept(SSLServerSocket server) {
        try (var client = (SSLSocket) server.accept()) {
            client.startHandshake();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    FakeCqlNode node() {
        return nodeOf(OURS);
    }

    private FakeCqlNode nodeOf(TestCertificates certificates) {
        return new FakeCqlNode(address(), new ConcurrentHashMap<>(), Optional.of(certificates.nodeContext()));
    }

    @Override
    Optional<NodeAuthority> authority() {
        return Optional.of(OURS.authority());
    }

    /** All at once their handshakes take longer than a node has. */
    @Test
    void hundredsOfGreetingsAtOnceMakeNobodySilent() throws Exception {
        try (var node = node()) {
            var replies = new ArrayList<CompletableFuture<Reply>>();
            for (int i = 0; i < 400; i++) {
                replies.add(asked(
                        Link.sessionless(new InetSocketAddress(address(), 9042), this::authority),
                        Duration.ofSeconds(1)));
            }
            for (var reply : replies) {
                assertThat(reply.get(1, TimeUnit.MINUTES)).as("%s", node).isInstanceOf(Reply.Frame.class);
            }
        }
    }

    @Test
    void doesNotBelieveACertificateOfAnotherAuthority() throws Exception {
        try (var node = nodeOf(TestCertificates.STRANGERS)) {
            assertThat(ask()).as("%s", node).isInstanceOfSatisfying(Reply.Distrusted.class, distrusted -> assertThat(
                            distrusted.reason())
                    .contains("trust anchor"));
        }
    }

    /** It is seen to live, where one that refuses would seem to be lost. */
    @Test
    void believesNobodyWhereTheAuthorityCouldNotBeRead() throws Exception {
        try (var node = node()) {
            var link =
                    Link.sessionless(new InetSocketAddress(address(), 9042), () -> Optional.of(NodeAuthority.unread()));
            assertThat(asked(link, Duration.ofSeconds(10)).get(1, TimeUnit.MINUTES))
                    .as("%s", node)
                    .isInstanceOfSatisfying(Reply.Distrusted.class, distrusted -> assertThat(distrusted.reason())
                            .contains("could not be read"));
        }
    }

    @Test
    void believesEachOfSeveralAuthorities() throws Exception {
        var pem = Files.readString(OURS.node().resolve("ca.crt"))
                + Files.readString(TestCertificates.STRANGERS.node().resolve("ca.crt"));
        var both = Optional.of(NodeAuthority.of(pem));
        for (var certificates : List.of(OURS, TestCertificates.STRANGERS)) {
            try (var node = nodeOf(certificates)) {
                var link = Link.sessionless(new InetSocketAddress(address(), 9042), () -> both);
                assertThat(asked(link, Duration.ofSeconds(10)).get(1, TimeUnit.MINUTES))
                        .as("%s", node)
                        .isInstanceOf(Reply.Frame.class);
            }
        }
    }

    @Test
    void doesNotSpeakInTheClear() throws Exception {
        try (var node = new FakeCqlNode(address())) {
            assertThat(ask()).as("%s", node).isInstanceOfAny(Reply.Distrusted.class, Reply.Silent.class);
        }
    }
}
