package dev.aeneas.cassandra.testing;

import dev.aeneas.cassandra.credentials.NodeAuthority;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Authorities, each with a certificate for a server, for a client and for a node, which is both, in the files that cert-manager would write. */
public final class TestCertificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Made once for all tests: the tool takes its time. */
    public static final TestCertificates OURS = new TestCertificates();

    public static final TestCertificates STRANGERS = new TestCertificates();

    private final Path folder;
    private final Path store;
    private final Path server;
    private final Path client;
    private final Path node;

    private TestCertificates() {
        try {
            folder = Files.createDirectories(Path.of("target", "certificates", String.valueOf(System.nanoTime())))
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store = folder.resolve("made.p12");
        keytool("-alias", "authority", "-dname", "CN=authority", "-ext", "bc:c=ca:true");
        server = make("server", "serverAuth");
        client = make("client", "clientAuth");
        node = make("node", "serverAuth,clientAuth");
    }

    public Path server() {
        return server;
    }

    /** A server that clients who compare names know by an address; makes its certificate. */
    public Path serverAt(String address) {
        return make("server-" + address, "serverAuth", "san=ip:" + address);
    }

    public Path client() {
        return client;
    }

    public Path node() {
        return node;
    }

    /** Of nodes, of whom this authority signed. */
    public NodeAuthority authority() {
        try {
            return NodeAuthority.of(Files.readString(node.resolve("ca.crt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a node speaks TLS with. */
    public SSLContext nodeContext() {
        try {
            var built = SslContextBuilder.forServer(
                            node.resolve("tls.crt").toFile(),
                            node.resolve("tls.key").toFile())
                    .sslProvider(SslProvider.JDK)
                    .build();
            return ((JdkSslContext) built).context();
        } catch (SSLException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * What a node's {@code client_encryption_options} say.
     *
     * @param optional whether it takes clients in the clear too
     */
    public Map<String, Object> clientOptions(boolean optional) {
        return Map.of(
                "enabled",
                true,
                "optional",
                optional,
                "require_client_auth",
                false,
                "ssl_context_factory",
                Map.of("class_name", "org.apache.cassandra.security.PEMBasedSslContextFactory"),
                "keystore",
                node.resolve("tls-combined.pem").toString(),
                "truststore",
                node.resolve("ca.crt").toString());
    }

    private Path make(String name, String use, String... extensions) {
        var what = new ArrayList<>(
                List.of("-alias", name, "-dname", "CN=" + name, "-ext", "eku=" + use, "-signer", "authority"));
        for (var extension : extensions) {
            what.addAll(List.of("-ext", extension));
        }
        keytool(what.toArray(String[]::new));
        try (var in = Files.newInputStream(store)) {
            var all = KeyStore.getInstance("PKCS12");
            all.load(in, PASSWORD);
            var files = Files.createDirectories(folder.resolve(name));
            var certificate = pem("CERTIFICATE", all.getCertificate(name).getEncoded());
            var key = pem("PRIVATE KEY", all.getKey(name, PASSWORD).getEncoded());
            Files.writeString(files.resolve("tls.crt"), certificate);
            Files.writeString(files.resolve("tls.key"), key);
            Files.writeString(files.resolve("tls-combined.pem"), key + certificate);
            Files.writeString(
                    files.resolve("ca.crt"),
                    pem("CERTIFICATE", all.getCertificate("authority").getEncoded()));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String what, byte[] der) {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    private void keytool(String... what) {
        var tool = Path.of(System.getProperty("java.home"), "bin/keytool").toString();
        var command = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true);
        command.command().addAll(List.of(what));
        try {
            var process = command.start();
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
