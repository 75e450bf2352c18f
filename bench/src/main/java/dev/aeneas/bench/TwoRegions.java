package dev.aeneas.bench;

import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.TokenOwner;
import dev.aeneas.cassandra.token.NewNode;
import dev.aeneas.cassandra.token.TokenPlanner;
import dev.aeneas.cassandra.token.TokenRequest;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.cassandra.JmxCredentials;
import dev.aeneas.local.cassandra.NodeIdentity;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeResources;
import dev.aeneas.local.cassandra.NodeSecurity;
import dev.aeneas.local.cassandra.NodeSpec;
import dev.aeneas.local.process.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The demonstration's cluster without Aeneas: six nodes in east and three smaller ones in west, three racks each, RF 3. */
final class TwoRegions implements AutoCloseable {
    /** As the local provider's Local_S and Local_M. */
    static final NodeResources SMALL = new NodeResources(192, 8, OptionalDouble.of(0.5));

    static final NodeResources FULL = new NodeResources(256, 16, OptionalDouble.of(1));
    static final String WEST = "west";
    static final String EAST = "east";
    static final int RACKS = 3;
    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final JmxCredentials JMX = new JmxCredentials("bench", "bench");

    private final LoopbackBlock block = LoopbackBlock.reserve();
    private final Path folder = Files.createTempDirectory("aeneas-bench");
    private final Runtimes runtimes = Runtimes.find();
    private final Map<NodeAddress, Member> members = new LinkedHashMap<>();
    final JmxNodes jmx = new JmxNodes(Optional.of(new Credentials("bench", "bench")), JmxBounds.DEFAULT);

    TwoRegions() throws IOException {}

    /** A node with what it was started with. */
    record Member(String datacenter, String rack, List<Long> tokens, NodeResources resources) {}

    /** The demonstration's nine nodes, as {@link #start(int, NodeResources, NodeResources)}. */
    Duration start() {
        return start(6, FULL, SMALL);
    }

    /** Starts all at once; returns how long it took until each of them saw all of them Up/Normal. */
    Duration start(int east, NodeResources eastern, NodeResources western) {
        members.putAll(plan(EAST, east, eastern));
        members.putAll(plan(WEST, RACKS, western));
        var began = Instant.now();
        members.keySet().forEach(node -> start(node, first(members.get(node))));
        awaitNormal(members.keySet().stream().toList());
        return Duration.between(began, Instant.now());
    }

    /** Nodes of a datacenter that are not there yet, with tokens planned for all of them at once. */
    Map<NodeAddress, Member> plan(String datacenter, int count, NodeResources resources) {
        int there = in(datacenter).size();
        var planned = IntStream.range(there, there + count)
                .mapToObj(i -> new NewNode(
                        NodeAddress.of(block.address(zone(datacenter, i), 1 + i)), datacenter + "_" + (1 + i % RACKS)))
                .toList();
        var owners = members.entrySet().stream()
                .map(m -> new TokenOwner(
                        m.getKey(),
                        m.getValue().datacenter(),
                        m.getValue().rack(),
                        new TreeSet<>(m.getValue().tokens())))
                .toList();
        var tokens = TokenPlanner.plan(
                        new TokenRequest(datacenter, owners, planned, RACKS, TokenRequest.DEFAULT_TOKENS_PER_NODE))
                .tokens();
        var nodes = new LinkedHashMap<NodeAddress, Member>();
        planned.forEach(node -> nodes.put(
                node.address(),
                new Member(datacenter, node.rack(), List.copyOf(tokens.get(node.address())), resources)));
        return nodes;
    }

    void add(Map<NodeAddress, Member> nodes) {
        members.putAll(nodes);
    }

    List<NodeAddress> in(String datacenter) {
        return members.keySet().stream()
                .filter(node -> members.get(node).datacenter().equals(datacenter))
                .toList();
    }

    Member member(NodeAddress node) {
        return members.get(node);
    }

    void loseEast() {
        in(EAST).forEach(node -> running(node).kill());
    }

    /** Starts a node, or starts it anew with other settings. */
    void start(NodeAddress node, NodeSpec spec) {
        CassandraNode.start(runtimes, directory(node), spec);
    }

    void freeze(NodeAddress node) {
        running(node).freeze();
    }

    void thaw(NodeAddress node) {
        running(node).thaw();
    }

    /** Stops a node in good order. */
    void stop(NodeAddress node) {
        if (!running(node).stop(BOUND)) {
            throw new IllegalStateException(node + " did not stop");
        }
    }

    NodeSpec first(Member member) {
        return spec(member, NodeJoin.first(tokens(member)));
    }

    NodeSpec spec(Member member, NodeJoin join) {
        var address = members.entrySet().stream()
                .filter(m -> m.getValue().equals(member))
                .findFirst()
                .orElseThrow()
                .getKey();
        var identity = new NodeIdentity(
                "bench",
                member.datacenter(),
                member.rack(),
                dev.aeneas.local.cassandra.NodeAddress.of(address.hostAddress()),
                seeds());
        return NodeSpec.of(identity, join)
                .withResources(member.resources())
                .withSecurity(new NodeSecurity(false, Optional.of(JMX)));
    }

    /** One of each rack of the standby, since at any moment one of them may be restarting; and one of the other region. */
    private List<String> seeds() {
        return Stream.concat(in(EAST).stream().limit(1), in(WEST).stream().limit(RACKS))
                .map(NodeAddress::hostAddress)
                .toList();
    }

    static List<String> tokens(Member member) {
        return member.tokens().stream().map(String::valueOf).toList();
    }

    /** Hosts of the lost region. */
    List<String> lost() {
        return in(EAST).stream().map(NodeAddress::hostAddress).toList();
    }

    void awaitCql(NodeAddress node) {
        running(node).awaitCql(BOUND);
    }

    /** Waits until each of these sees each of these Up/Normal and agrees on the schema with the living. */
    void awaitNormal(List<NodeAddress> nodes) {
        nodes.forEach(node -> await(node, operations -> {
            var ring = operations.ring();
            return ring.agreesOnSchema()
                    && nodes.stream().allMatch(other -> ring.node(other)
                            .filter(seen -> seen.isUpNormal())
                            .isPresent());
        }));
    }

    void await(NodeAddress node, Predicate<NodeOperations> condition) {
        boolean came = Wait.until(BOUND, () -> {
            try (var operations = jmx.connect(node)) {
                return condition.test(operations);
            } catch (RuntimeException notYet) {
                return false;
            }
        });
        if (!came) {
            throw new IllegalStateException(
                    node + ": not within " + BOUND + "\n" + running(node).logTail(20));
        }
    }

    private CassandraNode running(NodeAddress node) {
        return CassandraNode.adopt(directory(node))
                .orElseThrow(() -> new IllegalStateException(node + " is not running"));
    }

    private Path directory(NodeAddress node) {
        return folder.resolve(node.hostAddress());
    }

    private static int zone(String datacenter, int number) {
        return (datacenter.equals(EAST) ? 0 : RACKS) + 1 + number % RACKS;
    }

    @Override
    public void close() throws IOException {
        members.keySet().forEach(node -> CassandraNode.adopt(directory(node)).ifPresent(CassandraNode::kill));
        block.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
