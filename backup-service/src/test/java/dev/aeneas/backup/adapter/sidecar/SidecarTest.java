package dev.aeneas.backup.adapter.sidecar;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.backup.run.SnapshotFile;
import dev.aeneas.backup.testing.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
        assertKeepsOut(new TestCertificates(folder.resolve("strangers")).client());
        assertKeepsOut(sidecar.certificates.server()); // another sidecar
    }

    @Test
    void isNotBelievedWithoutAServersCertificateOfTheAuthority() throws IOException {
        var client = sidecar.certificates.client();
        var mixed = Files.createDirectories(folder.resolve("mixed"));
        for (var name : new String[] {"tls.crt", "tls.key"}) {
            Files.copy(client.resolve(name), mixed.resolve(name));
        }
        Files.copy(
                new TestCertificates(folder.resolve("strangers")).server().resolve("ca.crt"), mixed.resolve("ca.crt"));
        assertKeepsOut(mixed);
    }

    @Test
    void refusesWhatLeadsElsewhere() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("secret"), "not for backups");
        var http = HttpClient.newBuilder()
                .sslContext(new SidecarTls(sidecar.certificates.client()).context())
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
                var sidecars = sidecar.sidecars(sidecar.certificates.client(), wire.port(), OneSidecar.BOUNDS);
                var in = only(sidecars).content().open()) {
            var first = in.readNBytes(1_000_000);
            wire.cut();
            assertThat(first).isEqualTo(Arrays.copyOf(content, first.length));
            assertThat(in.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(content, first.length, content.length));
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
        var impatient = new SidecarBounds(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofMillis(300));
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var sidecars = sidecar.sidecars(sidecar.certificates.client(), silent.getLocalPort(), impatient)) {
            assertThatThrownBy(() -> only(sidecars)).isInstanceOf(NodesUnavailable.class);
        }
        try (var wire = new CutWire(sidecar.port());
                var sidecars = sidecar.sidecars(sidecar.certificates.client(), wire.port(), impatient);
                var in = only(sidecars).content().open()) {
            assertThat(in.readNBytes(1_000)).hasSize(1_000);
            wire.stall();
            assertThatThrownBy(in::readAllBytes).isInstanceOf(NodesUnavailable.class);
        }
    }

    @Test
    void saysWhatIsMissingWhereNothingWasSetUp() {
        var certificate = sidecar.certificates.client();
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
        var tls = new SidecarTls(sidecar.shown);
        var before = tls.context();
        assertThat(tls.context()).isSameAs(before);
        var renewed = sidecar.certificates.server();
        for (var name : new String[] {"tls.crt", "tls.key"}) {
            Files.writeString(sidecar.shown.resolve(name), Files.readString(renewed.resolve(name)));
        }
        assertThat(tls.context()).isNotSameAs(before);
    }
}
