package dev.aeneas.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@code examples/orders-writer} as its users run it: writes where the driver library says, and counts afterwards. */
final class Application implements AutoCloseable {
    static final String KEYSPACE = "shop";
    static final String TABLE = KEYSPACE + ".orders";

    private static final String RATE = "20";
    private static final long HOUR_S = 3600;
    private static final int SOME = 50;
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final Path config;
    private final Path ids;
    private final Path report;
    private final Process writing;

    /** Begins to write, and returns when it does; orders of one that ran before are not among its own. */
    Application(Stack stack, Path home, String cluster, List<String> addresses) throws IOException {
        this.stack = stack;
        var folder = Files.createTempDirectory(home, "application");
        config = Files.writeString(folder.resolve("application.conf"), configuration(stack, cluster, addresses));
        ids = folder.resolve("ids.txt");
        report = folder.resolve("report.json");
        var firstId = String.valueOf(System.currentTimeMillis());
        writing = command("--seconds", String.valueOf(HOUR_S), "--rate", RATE, "--first-id", firstId)
                .redirectOutput(report.toFile())
                .redirectError(folder.resolve("failures.txt").toFile())
                .start();
        goesOn();
    }

    private static String configuration(Stack stack, String cluster, List<String> addresses) {
        var login = new CredentialsFolder(stack.secrets())
                .find(cluster)
                .orElseThrow()
                .cql();
        return """
                datastax-java-driver {
                  basic.contact-points = [%s]
                  basic.load-balancing-policy.class = "dev.aeneas.driver.RegionFollowingLoadBalancingPolicy"
                  basic.request.consistency = LOCAL_QUORUM
                  aeneas { cluster = %s, gateways = [%s], token-file = "%s" }
                  advanced.auth-provider { class = PlainTextAuthProvider, username = "%s", password = "%s" }
                }
                """
                .formatted(
                        list(addresses.stream()
                                .map(address -> address + ":9042")
                                .toList()),
                        cluster,
                        list(stack.failoverGateways()),
                        stack.viewer(),
                        login.username(),
                        login.password());
    }

    private static String list(List<String> words) {
        return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
    }

    private ProcessBuilder command(String... more) {
        var jar = stack.built("examples/orders-writer/target/orders-writer.jar");
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "--config",
                config.toString(),
                "--keyspace",
                KEYSPACE,
                "--ids",
                ids.toString(),
                "--json"));
        line.addAll(List.of(more));
        return new ProcessBuilder(line);
    }

    /** Waits until some more is acknowledged. */
    void goesOn() {
        long before = acknowledged();
        await().atMost(BOUND).pollInterval(Duration.ofMillis(200)).until(() -> acknowledged() > before + SOME);
    }

    private long acknowledged() {
        try (var lines = Files.lines(ids)) {
            return lines.count();
        } catch (NoSuchFileException notYet) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it; what it tells of its failures and its outage. No acknowledged row is missing where clients are now. */
    JsonNode hasLostNothing() throws IOException, InterruptedException {
        assertThat(writing.isAlive()).isTrue();
        writing.destroy();
        assertThat(writing.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        var told = JSON.readTree(Files.readString(report));
        var counted = Command.run(command("--check"));
        System.out.println("application: " + told + ", counted: " + lastLine(counted.output()));
        assertThat(counted.exit()).as(counted.output()).isZero();
        return told;
    }

    private static String lastLine(String output) {
        return output.substring(output.trim().lastIndexOf('\n') + 1).trim();
    }

    @Override
    public void close() {
        writing.destroyForcibly();
    }
}
