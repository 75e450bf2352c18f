package dev.aeneas.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A gateway as {@code three-regions} has it listen: by the overlay's own settings, with a certificate of an authority that
 * this makes, in the files that cert-manager would write.
 */
final class Gateway {
    /** Where the overlay mounts the certificate. */
    static final String MOUNTED = "/etc/aeneas/gateway";

    private static final Path OVERLAY = Path.of("../deploy/kubernetes/overlays/three-regions/kustomization.yaml");
    private static final Pattern SETTING =
            Pattern.compile("(?m)^ *- \"?(QUARKUS_(?:TLS_GATEWAY|HTTP_(?:TLS|SSL|INSECURE))_\\w+)=([^\"\\n]+)\"?$");
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;
    private final KeyStore store;
    private final String url;
    private final HttpClient http;

    /** With a certificate for an address. */
    Gateway(Path folder, String address, int port) throws IOException, GeneralSecurityException {
        this.folder = folder;
        url = "https://" + address + ":" + port;
        store = certificates(folder.resolve("made.p12"), address);
        write("tls.crt", "CERTIFICATE", store.getCertificate("gateway").getEncoded());
        write("tls.key", "PRIVATE KEY", store.getKey("gateway", PASSWORD).getEncoded());
        write("ca.crt", "CERTIFICATE", store.getCertificate("authority").getEncoded());
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(believing())
                .build();
    }

    private static KeyStore certificates(Path file, String address) throws IOException, GeneralSecurityException {
        keytool(file, "-alias", "authority", "-dname", "CN=authority", "-ext", "bc:c=ca:true");
        keytool(file, "-alias", "gateway", "-dname", "CN=gateway", "-ext", "san=ip:" + address, "-signer", "authority");
        var made = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            made.load(in, PASSWORD);
        }
        return made;
    }

    private static void keytool(Path file, String... what) throws IOException {
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true);
        command.command().addAll(List.of(what));
        var process = command.start();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void write(String name, String what, byte[] der) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private SSLContext believing() throws IOException, GeneralSecurityException {
        var authority = KeyStore.getInstance("PKCS12");
        authority.load(null, null);
        authority.setCertificateEntry("authority", store.getCertificate("authority"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    Path authority() {
        return folder.resolve("ca.crt");
    }

    /** The overlay's settings of gateways, for a service that sees the certificate in such a folder. */
    Map<String, String> settings(String seenAs) {
        try {
            return SETTING.matcher(Files.readString(OVERLAY))
                    .results()
                    .collect(Collectors.toMap(setting -> setting.group(1), setting -> setting.group(2)
                            .replace(MOUNTED, seenAs)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** What it answers to somebody who believes its authority and shows a token; an empty token is not shown. */
    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    boolean ready() throws InterruptedException {
        try {
            return get("/q/health/ready", "").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
