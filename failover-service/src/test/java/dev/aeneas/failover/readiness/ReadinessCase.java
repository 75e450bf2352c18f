package dev.aeneas.failover.readiness;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.Replication.NetworkTopology;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverTerms;
import dev.aeneas.contracts.FailoverTerms.ClientConsistency;
import dev.aeneas.contracts.FailoverTerms.Levels;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Sku;
import dev.aeneas.failover.policy.FailoverPolicy;
import dev.aeneas.failover.readiness.Precautions.Backups;
import dev.aeneas.failover.readiness.Precautions.ControlPart;
import dev.aeneas.failover.readiness.Precautions.Repairs;
import dev.aeneas.failover.readiness.ReadinessFacts.Growth;
import dev.aeneas.failover.readiness.ReadinessFacts.Replication;
import dev.aeneas.failover.readiness.ReadinessFacts.StandbySeen;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.failover.run.FailoverRun;
import dev.aeneas.failover.run.RegionStanding;
import dev.aeneas.failover.run.Routing;
import dev.aeneas.failover.run.RunFacts;
import dev.aeneas.failover.run.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The cluster {@code orders}, ready in every respect, with faults to plant one by one. */
final class ReadinessCase {
    static final ClusterName ORDERS = new ClusterName("orders");
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration TEN_DAYS = Duration.ofDays(10);
    private static final UUID SCHEMA = new UUID(0, 1);
    private static final Sku SKU = new Sku("Local_S");

    private Routing routing = new Routing(new DatacenterName("east"), 0);
    private final Map<String, RegionStanding> regions = new HashMap<>();
    private final Map<String, String> observers = new TreeMap<>(Map.of("a", "east", "b", "west", "c", "witness"));
    private final Map<String, Keyspace> keyspaces = new TreeMap<>();
    private final List<NodeView> nodes = new ArrayList<>();
    private final Map<NodeAddress, Instant> hints = new HashMap<>();
    private final Map<NodeAddress, Long> dropped = new HashMap<>();
    private Replication replication = new Replication.Behind(Duration.ofMillis(3), Duration.ofSeconds(5));
    private Duration rpo;
    private Levels during;
    private Growth growth = new Growth.Planned(6, Duration.ofSeconds(35));
    private final Map<String, Optional<Instant>> repairs =
            new HashMap<>(Map.of("shop", Optional.of(NOW.minus(Duration.ofDays(2)))));
    private Backups backups = new Backups.In(Map.of("nearby", "east", "far", "west"));
    private List<ControlPart> control =
            List.of(new ControlPart("Kafka", List.of("east", "west", "witness"), "spread it"));
    private Levels before = new Levels("LOCAL_QUORUM", "LOCAL_QUORUM");
    private FailoverPolicy policy = policy(Mode.AUTOMATIC);
    private boolean answers = true;
    private List<FailoverRun> runs = List.of();

    ReadinessCase() {
        for (int i = 1; i <= 3; i++) {
            nodes.add(node("127.0.1." + i, "east", true, SCHEMA));
            nodes.add(node("127.0.2." + i, "west", true, SCHEMA));
        }
        Keyspace.REPLICATED_SYSTEM.forEach(name -> replicate(name, 3, 3));
        replicate("shop", 3, 3);
    }

    ReadinessCase withoutPolicy() {
        policy = null;
        routing = null;
        return this;
    }

    ReadinessCase mode(Mode mode) {
        policy = policy(mode);
        return this;
    }

    ReadinessCase clientsIn(String datacenter) {
        routing = new Routing(new DatacenterName(datacenter), 1);
        return this;
    }

    ReadinessCase standing(String region, RegionStanding.Kind kind) {
        regions.put(region, new RegionStanding(kind, NOW, NOW, NOW));
        return this;
    }

    ReadinessCase without(String observer) {
        observers.remove(observer);
        return this;
    }

    ReadinessCase observer(String name, String region) {
        observers.put(name, region);
        return this;
    }

    ReadinessCase replicate(String keyspace, int east, int west) {
        var factors = new TreeMap<String, Integer>(Map.of("east", east));
        if (west > 0) {
            factors.put("west", west);
        }
        keyspaces.put(keyspace, new Keyspace(keyspace, new NetworkTopology(factors)));
        return this;
    }

    ReadinessCase down(String address) {
        nodes.replaceAll(
                n -> n.address().equals(NodeAddress.of(address)) ? node(address, n.datacenter(), false, SCHEMA) : n);
        return this;
    }

    ReadinessCase schemaOf(String address, UUID schema) {
        nodes.replaceAll(
                n -> n.address().equals(NodeAddress.of(address)) ? node(address, n.datacenter(), true, schema) : n);
        return this;
    }

    ReadinessCase hintFor(String address, Duration age) {
        hints.put(NodeAddress.of(address), NOW.minus(age));
        return this;
    }

    ReadinessCase drops(String address, long writes) {
        dropped.put(NodeAddress.of(address), writes);
        return this;
    }

    ReadinessCase replication(Replication other) {
        replication = other;
        return this;
    }

    ReadinessCase promisesRpo(Duration promised) {
        rpo = promised;
        policy = policy(Mode.AUTOMATIC);
        return this;
    }

    ReadinessCase openRun() {
        var east = new DatacenterName("east");
        var facts = new RunFacts(
                "orders-failover-1",
                1,
                "east",
                "tried",
                east,
                new DatacenterName("west"),
                new RunFacts.Target(3, SKU),
                List.of(),
                List.of(east),
                new Timeline(NOW, NOW, NOW, NOW, null, null, null, null),
                null);
        runs = List.of(new FailoverRun.Growing(facts, 1, null, NOW, null, null));
        return this;
    }

    ReadinessCase withoutRuns() {
        runs = List.of();
        return this;
    }

    ReadinessCase withoutHints() {
        hints.clear();
        return this;
    }

    ReadinessCase withoutDrops() {
        dropped.clear();
        return this;
    }

    ReadinessCase up(String address) {
        return schemaOf(address, SCHEMA);
    }

    ReadinessCase answers() {
        answers = true;
        return this;
    }

    ReadinessCase duringUse(String level) {
        during = new Levels(level, "LOCAL_QUORUM");
        policy = policy(Mode.AUTOMATIC);
        return this;
    }

    ReadinessCase growth(Growth other) {
        growth = other;
        return this;
    }

    ReadinessCase repaired(Instant at) {
        repairs.put("shop", Optional.of(at));
        return this;
    }

    ReadinessCase withoutTables() {
        repairs.remove("shop");
        return this;
    }

    ReadinessCase neverRepaired() {
        repairs.put("shop", Optional.empty());
        return this;
    }

    ReadinessCase backups(Backups other) {
        backups = other;
        return this;
    }

    ReadinessCase control(String... places) {
        control = List.of(new ControlPart("Kafka", List.of(places), "spread it"));
        return this;
    }

    ReadinessCase clientsUse(String write) {
        before = new Levels(write, "LOCAL_QUORUM");
        policy = policy(Mode.AUTOMATIC);
        return this;
    }

    ReadinessCase silent() {
        answers = false;
        return this;
    }

    Readiness readiness() {
        return Readiness.of(facts());
    }

    ReadinessFacts facts() {
        var topology = new ClusterTopology(ORDERS, 1, List.of(datacenter("east"), datacenter("west")));
        var cluster = new ClusterFailover(topology, false, 0, policy, routing, regions, runs, List.of(), null);
        var ring = new RingView(NodeAddress.of("127.0.2.1"), nodes);
        return new ReadinessFacts(
                cluster,
                Optional.ofNullable(routing).map(Routing::datacenter).flatMap(topology::datacenter),
                Optional.ofNullable(policy).map(FailoverPolicy::standby).flatMap(topology::datacenter),
                answers
                        ? Optional.of(new StandbySeen(ring, List.copyOf(keyspaces.values()), hints, dropped))
                        : Optional.empty(),
                replication,
                growth,
                observers,
                new Precautions(
                        Optional.of(new Repairs(repairs, NOW.minus(Duration.ofDays(30)), TEN_DAYS)), backups, control),
                NOW);
    }

    private FailoverPolicy policy(Mode mode) {
        var consistency = new ClientConsistency(before, during);
        var terms = new FailoverTerms(null, rpo, null, null, null, consistency, null);
        return new FailoverPolicy(
                mode, new DatacenterName("east"), new DatacenterName("west"), null, null, null, terms);
    }

    private static Datacenter datacenter(String name) {
        return new Datacenter(
                new DatacenterName(name),
                name,
                SKU,
                List.of(name + "_1"),
                3,
                ProvisioningState.SUCCEEDED,
                false,
                List.of());
    }

    private static NodeView node(String address, String datacenter, boolean up, UUID schema) {
        return new NodeView(
                NodeAddress.of(address),
                UUID.nameUUIDFromBytes(address.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                datacenter,
                datacenter + "_1",
                up,
                NodeMode.NORMAL,
                new TreeSet<>(),
                0,
                Optional.of(schema));
    }
}
