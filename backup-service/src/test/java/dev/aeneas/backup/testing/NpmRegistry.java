package dev.aeneas.backup.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import org.opentest4j.TestAbortedException;

/** Reads packages from the registry that npm would use; needs neither npm nor node. */
final class NpmRegistry {
    private static final Duration CONNECT_BOUND = Duration.ofSeconds(20);
    private static final Duration FETCH_BOUND = Duration.ofMinutes(5);
    private static final String INTEGRITY = "sha512-";

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_BOUND)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    private NpmRegistry(URI address) {
        this.address = address;
    }

    /**
     * The registry that is named.
     *
     * @throws TestAbortedException when none is: then nothing says where node could come from
     */
    static NpmRegistry find() {
        var named = Optional.ofNullable(System.getenv("npm_config_registry"))
                .or(() -> Optional.ofNullable(System.getenv("NPM_CONFIG_REGISTRY")));
        var url = named.or(NpmRegistry::ofUser).orElseThrow(NpmRegistry::notRun);
        return new NpmRegistry(URI.create(url.endsWith("/") ? url : url + "/"));
    }

    /** Maven counts such tests as skipped and does not say why, so we do. */
    private static TestAbortedException notRun() {
        var why = "NOT RUN: this machine has neither node and npm, which Azurite needs,"
                + " nor a registry of npm named in the variable npm_config_registry or in ~/.npmrc. Name one.";
        System.err.println("[WARNING] AzureBackupStoreTest: " + why);
        return new TestAbortedException(why);
    }

    private static Optional<String> ofUser() {
        var file = Path.of(System.getProperty("user.home"), ".npmrc");
        var settings = new Properties();
        if (Files.isReadable(file)) {
            try (var in = Files.newBufferedReader(file)) {
                settings.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
        return Optional.ofNullable(settings.getProperty("registry"));
    }

    /** A package's tarball, checked against the digest that the registry tells. */
    byte[] tarball(String name, String version) throws IOException, InterruptedException {
        var dist = describe(name, version).path("dist");
        var tarball = get(URI.create(dist.path("tarball").asText()));
        var expected = dist.path("integrity").asText();
        if (!expected.equals(INTEGRITY + Base64.getEncoder().encodeToString(sha512(tarball)))) {
            throw new IOException(name + " " + version + " is not what the registry says it is: " + expected);
        }
        return tarball;
    }

    private JsonNode describe(String name, String version) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(address.resolve(name + "/" + version)));
    }

    private byte[] get(URI uri) throws IOException, InterruptedException {
        var response =
                client.send(HttpRequest.newBuilder(uri).timeout(FETCH_BOUND).build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(uri + " answered " + response.statusCode());
        }
        return response.body();
    }

    private static byte[] sha512(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }
}
