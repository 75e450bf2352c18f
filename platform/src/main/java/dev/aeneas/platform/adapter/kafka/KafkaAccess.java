package dev.aeneas.platform.adapter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** How a broker is reached: the part of the {@code kafka.} settings that every client needs, consumers' own left out. */
public final class KafkaAccess {
    private static final Set<String> PREFIXES = Set.of("security.", "sasl.", "ssl.");

    private KafkaAccess() {}

    /** A new map, for a client to add its own settings to. */
    public static Map<String, Object> of(Map<String, Object> broker) {
        var access = new HashMap<String, Object>();
        broker.forEach((name, value) -> {
            if (name.equals(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
                    || PREFIXES.stream().anyMatch(name::startsWith)) {
                access.put(name, value);
            }
        });
        return access;
    }

    /** Asks the broker; each answer comes within the bound, or none does. */
    public static Admin admin(Map<String, Object> broker, Duration bound) {
        int millis = Math.toIntExact(bound.toMillis());
        var settings = of(broker);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        return Admin.create(settings);
    }
}
