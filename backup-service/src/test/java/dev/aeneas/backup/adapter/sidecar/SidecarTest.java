package dev.aeneas.backup.adapter.sidecar;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static dev.aeneas.cassandra.testing.TestCertificates.OURS;
import static dev.aeneas.cassandra.testing.TestCertificates.STRANGERS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.backup.run.SnapshotFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, what is refused, and what becomes of a sidecar that is away, silent, or interrupted. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SidecarTest {
    private static final String FILE = "shop/items-1/snapshots/b1/nb-1-big-Data.db";
    private static final int LARGE = 20_000_000; // more than what is on its way unread

    @TempDir
    Path folder;

    private final byte[] content = new byte[LARGE];
    private OneSidecar sidecar;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        var file = data().resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        sidecar = new OneSidecar(folder, data(), null);
    }

    @AfterEach
    void stop() {
        sidecar.close();
    }

    private Path data() {
        return folder.resolve("node/data");
    }

    private static SnapshotFile only(Sidecars sidecars) {
        return new SidecarSnapshotFiles(sidecars)
                .list(ORDERS, OneSidecar.NODE, "b1")
                .files()
                .get(0);
    }

    private void assertKeepsOut(Path certificate) {
        try (var sidecars = sidecar.sidecars(certificate, sidecar.port(), OneSidecar.BOUNDS)) {
            assertThatThrownBy(() -> only(sidecars))
                    .isInstanceOfSatisfying(
                            NodesUnavailable.class, e -> assertThat(e.nodes()).containsExactly("east_1"));
        }
    }

    @Test
    void letsInOnlyClientsOfItsAuthority() {
        try (var sidecars = sidecar.sidecars()) {
            assertThat(only(sidecars).sizeBytes()).isEqualTo(LARGE);
        }
        assertKeepsOut(STRANGERS.client());
        assertKeepsOut(OURS.server()); // another sidecar
    }

    @Test
    void letsNobodyInWithoutACertificate() throws IOException, GeneralSecurityException {
        assertThat(letsIn(new SidecarTls(OURS.client()).context())).isTrue();
        assertThat(letsIn(withoutCertificate())).isFalse();
    }

    private boolean letsIn(SSLContext context) {
        try (var socket = context.getSocketFactory().createSocket("127.0.0.1", sidecar.port())) {
            var request = "GET /snapshots/b1 HTTP/1.1\r\nHost: sidecar\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
            return answer != null && answer.startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    private static SSLContext withoutCertificate() throws IOException, GeneralSecurityException {
        var authority = KeyStore.getInstance(KeyStore.getDefaultType());
        authority.load(null, null);
        try (var in = Files.newInputStream(OURS.client().resolve("ca.crt"))) {
            authority.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void isNotBelievedWithoutAServersCertificateOfTheAuthority() throws IOException {
        assertKeepsOut(with(OURS.client(), STRANGERS.client().resolve("ca.crt")));
    }

    /** Somebody who believes another authority. */
    private Path with(Path certificate, Path authority) throws IOException {
        var mixed = Files.createDirectories(folder.resolve("mixed"));
        Files.copy(certificate.resolve("tls.crt"), mixed.resolve("tls.crt"));
        Files.copy(certificate.resolve("tls.key"), mixed.resolve("tls.key"));
        Files.copy(authority, mixed.resolve("ca.crt"));
        return mixed;
    }

    @Test
    void refusesWhatLeadsElsewhere() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("secret"), "not for backups");
        var http = HttpClient.newBuilder()
                .sslContext(new SidecarTls(OURS.client()).context())
                .build();
        var base = "https://127.0.0.1:" + sidecar.port();
        for (var path : new String[] {
            "/snapshots/..",
            "/snapshots/b1/shop/items/1/..%2F..%2F..%2F..%2F..%2Fsecret",
            "/snapshots/b1/shop/items/1/%00"
        }) {
            var answer =
                    http.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
        }
        for (var path : new String[] {"/", "/snapshots", "/snapshots/b1/shop", "/snapshots/b1/shop/items/1/none"}) {
            var answer =
                    http.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.body()).doesNotContain("not for backups");
        }
    }

    @Test
    void goesOnWhereAConnectionBroke() throws IOException {
        try (var wire = new CutWire(sidecar.port());
                var sidecars = sidecar.sidecars(OURS.client(), wire.port(), OneSidecar.BOUNDS);
                var in = only(sidecars).content().open()) {
            var first = in.readNBytes(1_000_000);
            wire.cut();
            assertThat(first).isEqualTo(Arrays.copyOf(content, first.length));
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, first.length, content.length));
        }
    }

    @Test
    void failsByTheNodesNameWhenItIsGone() throws IOException {
        try (var sidecars = sidecar.sidecars();
                var in = only(sidecars).content().open()) {
            assertThat(in.readNBytes(1_000)).hasSize(1_000);
            sidecar.close();
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOfSatisfying(
                            NodesUnavailable.class, e -> assertThat(e.nodes()).containsExactly("east_1"));
            assertThatThrownBy(() -> only(sidecars)).isInstanceOf(NodesUnavailable.class);
        }
    }

    @Test
    void isNotWaitedForWhenItSaysNothing() throws IOException {
        var call = OneSidecar.BOUNDS.call();
        var hasty = new SidecarBounds(call, Duration.ofMillis(300), call);
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var sidecars = sidecar.sidecars(OURS.client(), silent.getLocalPort(), hasty)) {
            assertThatThrownBy(() -> only(sidecars)).isInstanceOf(NodesUnavailable.class);
        }
        var impatient = new SidecarBounds(call, call, Duration.ofSeconds(2));
        try (var wire = new CutWire(sidecar.port());
                var sidecars = sidecar.sidecars(OURS.client(), wire.port(), impatient);
                var in = only(sidecars).content().open()) {
            assertThat(in.readNBytes(1_000)).hasSize(1_000);
            wire.stall();
            assertThatThrownBy(in::readAllBytes).isInstanceOf(NodesUnavailable.class);
        }
    }

    @Test
    void saysWhatIsMissingWhereNothingWasSetUp() {
        var certificate = OURS.client();
        try (var sidecars = sidecar.sidecars(certificate, null, OneSidecar.BOUNDS)) {
            assertThatThrownBy(() -> only(sidecars))
                    .isInstanceOf(BackupImpossible.class)
                    .hasMessageContaining("aeneas.kubernetes.sidecar.image")
                    .hasMessageContaining("orders.properties");
        }
        var access = sidecar.access(sidecar.port());
        try (var sidecars = new Sidecars(access, Optional.empty(), OneSidecar.BOUNDS)) {
            assertThatThrownBy(() -> only(sidecars))
                    .isInstanceOf(BackupImpossible.class)
                    .hasMessageContaining("aeneas.backup.sidecar.certificates");
        }
    }

    @Test
    void takesUpARenewedCertificate() throws IOException {
        var folder = with(OURS.server(), OURS.server().resolve("ca.crt"));
        var tls = new SidecarTls(folder);
        var before = tls.context();
        assertThat(tls.context()).isSameAs(before);
        for (var name : List.of("tls.crt", "tls.key")) {
            Files.writeString(
                    folder.resolve(name), Files.readString(OURS.client().resolve(name)));
        }
        assertThat(tls.context()).isNotSameAs(before);
        Files.delete(folder.resolve("tls.key"));
        assertThatThrownBy(tls::context).hasMessageContaining("tls.key");
    }
}
