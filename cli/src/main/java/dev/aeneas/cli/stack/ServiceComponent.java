package dev.aeneas.cli.stack;

import dev.aeneas.cli.CliException;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.process.DetachedProcess;
import dev.aeneas.local.process.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One service process: its jar as the build made it, configured by environment variables alone. */
record ServiceComponent(ServiceInstance service, Path folder, StackSettings settings, Map<String, String> environment)
        implements Component {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private static final Duration PROBE_BOUND = Duration.ofSeconds(6);
    private static final String LAUNCHED = "launched";
    private static final int HTTP_OK = 200;

    /** The serial collector and the shared archive: on two cores a service must start fast. */
    private static final List<String> JVM = List.of(
            "-Xmx192m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:ReservedCodeCacheSize=48m",
            "-Xshare:auto",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    /** C1 alone starts fastest. */
    private static final List<String> C1 = List.of("-XX:TieredStopAtLevel=1");

    @Override
    public String name() {
        return service.instance();
    }

    @Override
    public List<Endpoint> endpoints() {
        String setting = StackSettings.portSetting(service);
        return List.of(new Endpoint(settings.get(StackSettings.ADDRESS), settings.port(setting), setting));
    }

    @Override
    public void start() {
        var command = new ArrayList<String>();
        command.add(Runtimes.java().toString());
        command.addAll(JVM);
        command.addAll(ofItsOwn());
        command.addAll(List.of("-jar", jar().toString()));
        DetachedProcess.start(new Launch(folder, command, environment, Optional.empty()));
        write(folder.resolve(LAUNCHED), fingerprint());
    }

    /**
     * Threads of the lowest priority, which copy, wait for whoever else wants a processor: its nodes are on this machine. All others stay as
     * they are without a policy, which would raise some.
     */
    private static final List<String> IDLE = List.of(
            "-XX:ThreadPriorityPolicy=1",
            "-XX:JavaPriority1_To_OSPriority=10",
            "-XX:JavaPriority8_To_OSPriority=0",
            "-XX:JavaPriority9_To_OSPriority=0",
            "-XX:JavaPriority10_To_OSPriority=0");

    /** Only C2 computes digests with the processor's own instructions: seven times as fast as what C1 makes of them. */
    private List<String> ofItsOwn() {
        return service == ServiceInstance.BACKUP ? IDLE : C1;
    }

    @Override
    public boolean isReady() {
        var request = HttpRequest.newBuilder(URI.create(settings.url(service) + "/q/health/ready"))
                .timeout(PROBE_BOUND)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == HTTP_OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Duration readyBound() {
        return Duration.ofMinutes(2);
    }

    @Override
    public Duration stopBound() {
        return Duration.ofSeconds(10);
    }

    @Override
    public String logTail(int lines) {
        return LogExcerpt.of(folder.resolve("out.log"), lines);
    }

    @Override
    public boolean isOutdated() {
        Path launched = folder.resolve(LAUNCHED);
        try {
            return !Files.exists(launched) || !Files.readString(launched).equals(fingerprint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The build and the settings that a start now would use. */
    private String fingerprint() {
        try {
            return Files.getLastModifiedTime(jar()).toMillis() + " " + new TreeMap<>(environment) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path jar() {
        Path jar = Path.of(environment.get(LocalStack.INSTALLATION))
                .resolve(service.service() + "-service/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw CliException.unavailable(
                    jar + " is not there: build Aeneas with 'mvn -DskipTests package', as its script does");
        }
        return jar;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
