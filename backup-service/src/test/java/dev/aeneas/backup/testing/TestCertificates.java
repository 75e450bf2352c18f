package dev.aeneas.backup.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Authorities, each with a certificate for a server and one for a client in the files that cert-manager would write. */
public final class TestCertificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Made once for all tests: the tool takes its time. */
    public static final TestCertificates OURS = new TestCertificates();

    public static final TestCertificates STRANGERS = new TestCertificates();

    private final Path folder;
    private final Path store;
    private final Path server;
    private final Path client;

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
    }

    public Path server() {
        return server;
    }

    public Path client() {
        return client;
    }

    private Path make(String name, String use) {
        keytool("-alias", name, "-dname", "CN=" + name, "-ext", "eku=" + use, "-signer", "authority");
        try (var in = Files.newInputStream(store)) {
            var all = KeyStore.getInstance("PKCS12");
            all.load(in, PASSWORD);
            var files = Files.createDirectories(folder.resolve(name));
            write(
                    files.resolve("tls.crt"),
                    "CERTIFICATE",
                    all.getCertificate(name).getEncoded());
            write(
                    files.resolve("tls.key"),
                    "PRIVATE KEY",
                    all.getKey(name, PASSWORD).getEncoded());
            write(
                    files.resolve("ca.crt"),
                    "CERTIFICATE",
                    all.getCertificate("authority").getEncoded());
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Path file, String what, byte[] der) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
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
