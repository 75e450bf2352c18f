package dev.aeneas.cassandra.management;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The ring from what the management API tells of gossip: every application state by its name, tokens as numbers. */
final class EndpointStates {
    private EndpointStates() {}

    static RingView ring(NodeAddress seenBy, JsonNode endpoints) {
        var nodes = new ArrayList<NodeView>();
        endpoints.path("entity").forEach(state -> view(seenBy, state).ifPresent(nodes::add));
        return new RingView(seenBy, nodes);
    }

    /** Empty for a node that has left, or has not yet told who and where it is. */
    private static Optional<NodeView> view(NodeAddress seenBy, JsonNode state) {
        var tokens = tokens(state);
        var mode = mode(state, tokens);
        var hostId = text(state, "HOST_ID").map(UUID::fromString);
        var datacenter = text(state, "DC");
        var rack = text(state, "RACK");
        var ip = text(state, "ENDPOINT_IP");
        if (mode == NodeMode.LEFT || hostId.isEmpty() || datacenter.isEmpty() || rack.isEmpty() || ip.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NodeView(
                seenBy.onHost(ip.get()),
                hostId.get(),
                datacenter.get(),
                rack.get(),
                state.path("IS_ALIVE").asText().equals("true"),
                mode,
                mode == NodeMode.JOINING ? new TreeSet<>() : tokens,
                text(state, "LOAD").map(Double::parseDouble).orElse(0.0).longValue(),
                text(state, "SCHEMA").map(UUID::fromString)));
    }

    private static NodeMode mode(JsonNode state, SortedSet<Long> tokens) {
        var status = text(state, "STATUS_WITH_PORT")
                .or(() -> text(state, "STATUS"))
                .map(value -> value.split(",", -1)[0])
                .orElse("");
        return switch (status) {
            case "BOOT", "BOOT_REPLACE" -> NodeMode.JOINING;
            case "LEAVING" -> NodeMode.LEAVING;
            case "MOVING" -> NodeMode.MOVING;
            case "LEFT", "removed", "removing" -> NodeMode.LEFT;
            // one that was shut down still owns what it owns
            case "NORMAL", "shutdown" -> tokens.isEmpty() ? NodeMode.UNJOINED : NodeMode.NORMAL;
            default -> NodeMode.UNJOINED;
        };
    }

    private static SortedSet<Long> tokens(JsonNode state) {
        return text(state, "TOKENS").stream()
                .flatMap(tokens -> Arrays.stream(tokens.split(",", -1)))
                .map(String::trim)
                .filter(token -> !token.isEmpty())
                .map(Long::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> text(JsonNode state, String name) {
        return Optional.of(state.path(name).asText()).filter(value -> !value.isEmpty());
    }
}
