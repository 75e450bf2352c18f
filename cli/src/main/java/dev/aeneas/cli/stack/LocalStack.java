package dev.aeneas.cli.stack;

import dev.aeneas.local.Runtimes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parts of a local stack as its settings say: Kafka, the control store, and the services. */
public final class LocalStack {
    /** Where the build is; services find the jars of Cassandra by it. */
    static final String INSTALLATION = "AENEAS_INSTALLATION";

    private final StackHome home;
    private final StackSettings settings;
    private final Runtimes runtimes;

    public LocalStack(StackHome home, StackSettings settings) {
        this.home = home;
        this.settings = settings;
        this.runtimes = new Runtimes(runtime(home, "cassandra-runtime"), runtime(home, "kafka-runtime"));
    }

    /** Kafka and the store first, then the services: the order in which they stop is the reverse. */
    public List<Component> components() {
        return Stream.concat(foundations().stream(), services().stream()).toList();
    }

    public List<Component> foundations() {
        return List.of(
                new KafkaComponent(home.kafka(), settings, runtimes),
                new StoreComponent(home.store(), settings.get(StackSettings.STORE_ADDRESS), runtimes));
    }

    public List<Component> services() {
        var services = new ArrayList<Component>();
        for (ServiceInstance service : ServiceInstance.values()) {
            services.add(
                    new ServiceComponent(service, home.service(service.instance()), settings, environment(service)));
        }
        return services;
    }

    private Map<String, String> environment(ServiceInstance service) {
        var environment = new LinkedHashMap<String, String>();
        environment.put(INSTALLATION, home.installation().toString());
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("QUARKUS_HTTP_HOST", settings.get(StackSettings.ADDRESS));
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(settings.port(StackSettings.portSetting(service))));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", settings.bootstrapServers());
        // The inbox is redelivered after any death, so leaving each of several groups politely would only take seconds.
        environment.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_GRACEFUL_SHUTDOWN", "false");
        environment.put("AENEAS_INSTANCE", service.instance());
        environment.put(
                "AENEAS_STORE_CONTACT_POINTS",
                settings.get(StackSettings.STORE_ADDRESS) + ":" + StackSettings.STORE_CQL_PORT);
        environment.put("AENEAS_STORE_LOCAL_DATACENTER", StoreComponent.DATACENTER);
        environment.put(
                "AENEAS_ACCESS_TOKENS_FILE", AccessTokens.of(home).list().toString());
        environment.put("AENEAS_SECRETS_FOLDER", home.secrets().toString());
        environment.put("AENEAS_RUNTIME_DIR", home.runtime().toString());
        environment.putAll(traces());
        environment.putAll(own(service));
        return environment;
    }

    private Map<String, String> traces() {
        return settings.file(StackSettings.TRACE_FILE)
                .map(file -> Map.of(
                        "QUARKUS_OTEL_SDK_DISABLED", "false",
                        // there is no collector here, and nobody wants to read so all the time
                        "QUARKUS_LOG_CATEGORY__IO_QUARKUS_OPENTELEMETRY__LEVEL", "OFF",
                        "AENEAS_TRACE_FILE", file.toAbsolutePath().toString()))
                .orElse(Map.of());
    }

    private Map<String, String> own(ServiceInstance service) {
        return switch (service) {
            case PROVISIONING ->
                Map.of(
                        "AENEAS_LOCAL_FOLDER", home.nodes().toString(),
                        "AENEAS_LOCAL_REGIONS", settings.get(StackSettings.REGIONS),
                        "AENEAS_LOCAL_ADDRESS_BASE", settings.get(StackSettings.ADDRESS_BASE));
            case BACKUP -> {
                var own = new LinkedHashMap<String, String>();
                own.put("AENEAS_BACKUP_DIRECTORY", home.backups().toString());
                own.put("AENEAS_LOCAL_FOLDER", home.nodes().toString());
                settings.file(StackSettings.BACKUP_SETTINGS)
                        .ifPresent(file -> own.put(
                                "SMALLRYE_CONFIG_LOCATIONS",
                                file.toAbsolutePath().toString()));
                yield own;
            }
            case FAILOVER_EAST, FAILOVER_WEST, FAILOVER_WITNESS ->
                Map.of(
                        "AENEAS_FAILOVER_OBSERVER_REGION", service.observerRegion(),
                        "AENEAS_FAILOVER_READINESS_SCALING_URL", settings.url(ServiceInstance.SCALING),
                        "AENEAS_FAILOVER_READINESS_BACKUP_URL", settings.url(ServiceInstance.BACKUP),
                        // losing a region ends that region's nodes, and neither this broker nor this store
                        "AENEAS_FAILOVER_READINESS_CONTROL_PLANE_OUTSIDE", "true");
            case SCALING -> Map.of();
        };
    }

    /** Makes what the processes expect to find. */
    public void prepare() {
        AccessTokens.of(home).create();
        Links.point(home.runtime().resolve("cassandra"), runtimes.cassandra());
        Links.point(home.runtime().resolve("kafka"), runtimes.kafka());
    }

    public static String cassandraVersion(StackHome home) {
        return version(Runtimes.jar(runtime(home, "cassandra-runtime"), "cassandra-all-"));
    }

    public static String kafkaVersion(StackHome home) {
        return version(Runtimes.jar(runtime(home, "kafka-runtime"), "kafka-clients-"));
    }

    private static String version(Path jar) {
        return jar.getFileName().toString().replaceAll("^.*-([0-9][^-]*)\\.jar$", "$1");
    }

    private static Path runtime(StackHome home, String module) {
        Path built = home.installation().resolve("local").resolve(module).resolve("target/lib");
        return Files.isDirectory(built)
                ? built
                : Path.of("local", module, "target", "lib").toAbsolutePath();
    }
}
