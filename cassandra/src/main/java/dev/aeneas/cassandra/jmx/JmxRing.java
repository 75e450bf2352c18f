package dev.aeneas.cassandra.jmx;

import dev.aeneas.cassandra.node.SeeRing;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import javax.management.ObjectName;

/** The ring from a node's StorageService (tokens, who moves) and FailureDetector (gossip, who lives): two round trips. */
final class JmxRing implements SeeRing {
    private static final ObjectName FAILURE_DETECTOR = MBeans.name("org.apache.cassandra.net:type=FailureDetector");
    private static final String TOKENS = "TokenToEndpointWithPortMap";
    private static final String JOINING = "JoiningNodesWithPort";
    private static final String LEAVING = "LeavingNodesWithPort";
    private static final String MOVING = "MovingNodesWithPort";
    private static final String STATES = "AllEndpointStatesWithPort";
    private static final String LIVES = "SimpleStatesWithPort";

    private final NodeAddress seenBy;
    private final MBeans beans;
    private final Duration bound;

    JmxRing(NodeAddress seenBy, MBeans beans, Duration bound) {
        this.seenBy = seenBy;
        this.beans = beans;
        this.bound = bound;
    }

    @Override
    public RingView ring() {
        Map<String, Object> storage = beans.attributes(StorageService.NAME, bound, TOKENS, JOINING, LEAVING, MOVING);
        Map<String, Object> gossip = beans.attributes(FAILURE_DETECTOR, bound, STATES, LIVES);
        Map<String, SortedSet<Long>> tokens = tokensByHost(storage.get(TOKENS));
        Map<?, ?> lives = (Map<?, ?>) gossip.get(LIVES);
        List<NodeView> nodes = new ArrayList<>();
        for (GossipState state : GossipState.parse((String) gossip.get(STATES))) {
            SortedSet<Long> owned = tokens.getOrDefault(state.endpoint(), new TreeSet<>());
            NodeMode mode = mode(state, storage, owned);
            if (mode != NodeMode.LEFT) {
                boolean up = "UP".equals(lives.get("/" + state.endpoint())) || "UP".equals(lives.get(state.endpoint()));
                view(state, up, mode, owned).ifPresent(nodes::add);
            }
        }
        return new RingView(seenBy, nodes);
    }

    /** Empty for a node that has not yet told who and where it is. */
    private Optional<NodeView> view(GossipState state, boolean up, NodeMode mode, SortedSet<Long> tokens) {
        Optional<UUID> hostId = state.value("HOST_ID").map(UUID::fromString);
        Optional<String> datacenter = state.value("DC");
        Optional<String> rack = state.value("RACK");
        if (hostId.isEmpty() || datacenter.isEmpty() || rack.isEmpty()) {
            return Optional.empty();
        }
        long loadBytes =
                state.value("LOAD").map(Double::parseDouble).orElse(0.0).longValue();
        return Optional.of(new NodeView(
                seenBy.onHost(GossipState.host(state.endpoint())),
                hostId.get(),
                datacenter.get(),
                rack.get(),
                up,
                mode,
                tokens,
                loadBytes,
                state.value("SCHEMA").map(UUID::fromString)));
    }

    private static NodeMode mode(GossipState state, Map<String, Object> storage, SortedSet<Long> tokens) {
        if (contains(storage.get(LEAVING), state.endpoint())) {
            return NodeMode.LEAVING;
        }
        if (contains(storage.get(MOVING), state.endpoint())) {
            return NodeMode.MOVING;
        }
        if (contains(storage.get(JOINING), state.endpoint()) || state.isBootstrapping()) {
            return NodeMode.JOINING;
        }
        if (!tokens.isEmpty()) {
            return NodeMode.NORMAL;
        }
        return state.hasLeft() ? NodeMode.LEFT : NodeMode.UNJOINED;
    }

    private static boolean contains(Object endpoints, String endpoint) {
        return ((Collection<?>) endpoints).contains(endpoint);
    }

    private static Map<String, SortedSet<Long>> tokensByHost(Object tokenToEndpoint) {
        Map<String, SortedSet<Long>> tokens = new HashMap<>();
        ((Map<?, ?>) tokenToEndpoint)
                .forEach((token, endpoint) -> tokens.computeIfAbsent((String) endpoint, any -> new TreeSet<>())
                        .add(Long.valueOf((String) token)));
        return tokens;
    }
}
