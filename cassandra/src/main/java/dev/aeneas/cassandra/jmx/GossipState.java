package dev.aeneas.cassandra.jmx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What gossip tells of one node, from the text of FailureDetector:
 *
 * <pre>
 * /127.0.0.1:7000
 *   generation:1700000000
 *   STATUS_WITH_PORT:16:NORMAL,-123
 *   DC:9:east
 * </pre>
 *
 * @param endpoint address and storage port, as in Cassandra's other lists
 */
record GossipState(String endpoint, Map<String, String> values) {

    static List<GossipState> parse(String text) {
        List<GossipState> states = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.isBlank()) {
                continue;
            }
            if (!line.startsWith(" ")) {
                states.add(new GossipState(endpoint(line.trim()), new HashMap<>()));
            } else if (!states.isEmpty()) {
                states.get(states.size() - 1).read(line.trim());
            }
        }
        return states;
    }

    Optional<String> value(String state) {
        return Optional.ofNullable(values.get(state));
    }

    boolean isBootstrapping() {
        return status().startsWith("BOOT");
    }

    boolean hasLeft() {
        String status = status();
        return status.startsWith("LEFT") || status.startsWith("remov");
    }

    /** The address without the port. */
    static String host(String endpoint) {
        String host = endpoint.substring(0, endpoint.lastIndexOf(':'));
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private String status() {
        return value("STATUS_WITH_PORT").or(() -> value("STATUS")).orElse("");
    }

    private void read(String line) {
        int name = line.indexOf(':');
        int version = line.indexOf(':', name + 1);
        if (name > 0 && version > 0) {
            values.put(line.substring(0, name), line.substring(version + 1));
        }
    }

    /** The name before the slash is there only if somebody resolved it. */
    private static String endpoint(String heading) {
        return heading.substring(heading.indexOf('/') + 1);
    }
}
