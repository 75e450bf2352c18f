package dev.aeneas.platform.adapter.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;

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
}
