package dev.aeneas.cli.stack;

import dev.aeneas.cli.CliException;
import dev.aeneas.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where the parts of a local stack listen: {@code stack.properties} in its folder, written at the first {@code up}.
 *
 * @param values every setting by name; see {@link #DEFAULTS}
 */
public record StackSettings(Map<String, String> values) {
    public static final String ADDRESS = "address";
    /** {@code https} where the services are elsewhere and speak TLS; then beside it {@link #CERTIFICATE_AUTHORITY}. */
    public static final String SCHEME = "scheme";

    /** A PEM file with whom to believe; empty: whom Java believes. */
    public static final String CERTIFICATE_AUTHORITY = "certificate-authority";

    /** Where the services write their traces, as lines of JSON; empty: nowhere. */
    public static final String TRACE_FILE = "trace.file";

    /** A properties file with settings of backup-service, its stores for instance; empty: none but its own. */
    public static final String BACKUP_SETTINGS = "backup.settings";

    public static final String KAFKA_PORT = "kafka.port";
    public static final String KAFKA_CONTROLLER_PORT = "kafka.controller-port";
    public static final String STORE_ADDRESS = "store.address";
    public static final String REGIONS = "local.regions";
    public static final String ADDRESS_BASE = "local.address-base";
    public static final int STORE_CQL_PORT = 9042;

    private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put(ADDRESS, "127.0.0.1");
        DEFAULTS.put(SCHEME, "http");
        DEFAULTS.put(CERTIFICATE_AUTHORITY, "");
        DEFAULTS.put(TRACE_FILE, "");
        DEFAULTS.put(BACKUP_SETTINGS, "");
        DEFAULTS.put(KAFKA_PORT, "9092");
        DEFAULTS.put(KAFKA_CONTROLLER_PORT, "9093");
        DEFAULTS.put(STORE_ADDRESS, "127.10.1.1");
        DEFAULTS.put(ADDRESS_BASE, "20");
        DEFAULTS.put(REGIONS, "east,west,north");
        for (ServiceInstance service : ServiceInstance.values()) {
            DEFAULTS.put(portSetting(service), Integer.toString(service.defaultPort()));
        }
    }

    public StackSettings {
        values = Map.copyOf(values);
    }

    public static StackSettings defaults() {
        return new StackSettings(DEFAULTS);
    }

    /** What the folder's file says, defaults where it says nothing. */
    public static StackSettings load(StackHome home) {
        if (!home.exists()) {
            return defaults();
        }
        var file = new Properties();
        try (var reader = Files.newBufferedReader(home.settings())) {
            file.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + home.settings(), e);
        }
        var changed = new LinkedHashMap<String, String>();
        file.stringPropertyNames().forEach(name -> changed.put(name, file.getProperty(name)));
        return defaults().with(changed);
    }

    /** These settings with some changed; a name that does not exist is an error that lists those that do. */
    public StackSettings with(Map<String, String> changed) {
        var all = new LinkedHashMap<>(values);
        changed.forEach((name, value) -> {
            if (!DEFAULTS.containsKey(name)) {
                throw usage("unknown setting '" + name + "'; there are: " + String.join(", ", DEFAULTS.keySet()));
            }
            all.put(name, value);
        });
        var settings = new StackSettings(all);
        settings.check();
        return settings;
    }

    /** Writes the file, so that the next command finds the stack where this one put it. */
    public void save(StackHome home) {
        var text =
                new StringBuilder("# Where this stack listens; read by every command, changed by 'aeneas up --set'.\n");
        new TreeMap<>(values)
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        try {
            Files.createDirectories(home.folder());
            Files.writeString(home.settings(), text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + home.settings(), e);
        }
    }

    public String get(String name) {
        return values.get(name);
    }

    public int port(String name) {
        return Integer.parseInt(values.get(name));
    }

    /** {@code host:port} that Kafka's clients start from. */
    public String bootstrapServers() {
        return get(ADDRESS) + ":" + get(KAFKA_PORT);
    }

    /** Base URL of a service, without a slash at the end. */
    public String url(ServiceInstance service) {
        return get(SCHEME) + "://" + get(ADDRESS) + ":" + port(portSetting(service));
    }

    /** A file that a setting names; empty where it names none. */
    public Optional<Path> file(String name) {
        return Optional.of(get(name)).filter(text -> !text.isBlank()).map(Path::of);
    }

    static String portSetting(ServiceInstance service) {
        return service.instance() + ".port";
    }

    private void check() {
        if (!List.of("http", "https").contains(get(SCHEME))) {
            throw usage(SCHEME + " must be http or https; was '" + get(SCHEME) + "'");
        }
        values.keySet().stream()
                .filter(name -> name.endsWith("port"))
                .filter(name -> !values.get(name).matches("[1-9][0-9]{0,4}") || port(name) > 65_535)
                .findFirst()
                .ifPresent(name -> {
                    throw usage(name + " must be a port from 1 to 65535; was '" + values.get(name) + "'");
                });
    }

    private static CliException usage(String message) {
        return new CliException(ExitCode.USAGE, message);
    }
}
