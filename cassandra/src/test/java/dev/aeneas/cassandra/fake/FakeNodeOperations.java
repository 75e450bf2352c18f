package dev.aeneas.cassandra.fake;

import dev.aeneas.cassandra.cql.StreamRecord;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.node.NotJoined;
import dev.aeneas.cassandra.node.RepairProgress;
import dev.aeneas.cassandra.node.RepairRequest;
import dev.aeneas.cassandra.node.RepairResult;
import dev.aeneas.cassandra.node.RequestTimes;
import dev.aeneas.cassandra.node.SnapshotExists;
import dev.aeneas.cassandra.node.StreamSession;
import dev.aeneas.cassandra.node.TableSnapshot;
import dev.aeneas.cassandra.node.Throttles;
import dev.aeneas.cassandra.node.WriteBounds;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.cassandra.ring.RingView;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A connection to a {@link FakeNode}. */
final class FakeNodeOperations implements NodeOperations {
    private final FakeCluster cluster;
    private final FakeNode node;

    FakeNodeOperations(FakeCluster cluster, FakeNode node) {
        this.cluster = cluster;
        this.node = node;
    }

    @Override
    public NodeAddress address() {
        return node.address;
    }

    @Override
    public RingView ring() {
        return ask("ring", () -> cluster.ringSeenBy(node.address));
    }

    @Override
    public NodeMode mode() {
        return ask("mode", () -> node.mode);
    }

    @Override
    public void joinRing(Duration bound) {
        tell("join the ring", () -> {
            switch (node.mode) {
                case NORMAL -> {}
                case UNJOINED -> join();
                default -> throw new NotJoined(node.address, node.mode, "restart it unjoined first", null);
            }
        });
    }

    private void join() {
        if (node.comesLate) {
            node.comesLate = false;
            node.unannounced = true;
            node.mode = NodeMode.JOINING;
            throw new NotJoined(node.address, node.mode, "other bootstrapping nodes detected", null);
        }
        remember("Bootstrap", sources());
        node.mode = NodeMode.NORMAL;
    }

    /** With strict consistency a range comes from the replica that gives it up: of the own rack, if there is one. */
    private RingView sources() {
        RingView owners = cluster.ringSeenBy(node.address).in(node.datacenter).owners();
        RingView ownRack = owners.inRack(node.datacenter, node.rack);
        return ownRack.isEmpty() ? owners : ownRack;
    }

    private void remember(String operation, RingView sources) {
        Set<InetAddress> peers =
                sources.nodes().stream().map(source -> source.address().host()).collect(Collectors.toSet());
        UUID plan = new UUID(node.hostId.getMostSignificantBits(), node.streamRecords.size());
        node.remember(new StreamRecord(plan, operation, peers, StreamRecord.Outcome.SUCCEEDED, 0, 0));
    }

    @Override
    public void decommission(Duration bound) {
        tell("decommission", () -> {
            if (node.mode == NodeMode.LEFT) {
                return;
            }
            requireJoined("decommission");
            requireReplicationFactor();
            node.mode = NodeMode.LEFT;
        });
    }

    @Override
    public void removeNode(UUID hostId, Duration bound) {
        tell("remove node", () -> {
            var view = cluster.ringSeenBy(node.address).nodes().stream()
                    .filter(known -> known.hostId().equals(hostId) && !known.up())
                    .findFirst()
                    .orElseThrow(() -> new NodeRefused(node.address, "remove node", "it lives or is not on the ring"));
            cluster.remove(view.address());
        });
    }

    private void requireReplicationFactor() {
        RingView owners = cluster.ringSeenBy(node.address).owners();
        for (Keyspace keyspace : cluster.keyspaces()) {
            int nodes = owners.in(node.datacenter).size();
            int factor = keyspace.replication().factorIn(node.datacenter);
            if (keyspace.replication() instanceof Replication.Simple simple) {
                nodes = owners.size();
                factor = simple.factor();
            }
            if (nodes <= factor) {
                throw new NodeRefused(
                        node.address, "decommission", "not enough live nodes for keyspace " + keyspace.name());
            }
        }
    }

    @Override
    public void drain(Duration bound) {
        tell("drain", () -> node.mode = NodeMode.DRAINED);
    }

    @Override
    public void rebuild(String sourceDatacenter, Set<String> keyspaces, Duration bound) {
        tell("rebuild", () -> {
            if (cluster.ringSeenBy(node.address).in(sourceDatacenter).up().isEmpty()) {
                throw new NodeRefused(node.address, "rebuild", "no living source in " + sourceDatacenter);
            }
            requireKeyspaces("rebuild", keyspaces);
            keyspaces.stream().sorted().forEach(name -> node.rebuilds.add(sourceDatacenter + "/" + name));
            remember(
                    "Rebuild",
                    cluster.ringSeenBy(node.address).in(sourceDatacenter).up().owners());
        });
    }

    @Override
    public RepairResult repair(RepairRequest request, Duration bound, Consumer<RepairProgress> progress) {
        return ask("repair", () -> {
            requireKeyspaces("repair", Set.of(request.keyspace()));
            node.repairs.add(request);
            Optional<RepairResult> set = node.nextRepair;
            node.nextRepair = Optional.empty();
            progress.accept(new RepairProgress(1, 1, "done"));
            return set.orElseGet(() -> repairHonestly(request));
        });
    }

    @Override
    public Comparison compare(RepairRequest request, Duration bound) {
        return ask("compare", () -> {
            requireKeyspaces("compare", Set.of(request.keyspace()));
            return repairHonestly(request) instanceof RepairResult.Failed failed
                    ? new Comparison.Unknown(failed.reason())
                    : new Comparison.InSync();
        });
    }

    private RepairResult repairHonestly(RepairRequest request) {
        List<Keyspace> keyspaces = cluster.keyspaces();
        boolean replicated = keyspaces.stream()
                .filter(keyspace -> keyspace.name().equals(request.keyspace()))
                .anyMatch(keyspace -> keyspace.replication().factorIn(node.datacenter) > 1);
        RingView partners = cluster.ringSeenBy(node.address)
                .owners()
                .where(other ->
                        request.datacenters().isEmpty() || request.datacenters().contains(other.datacenter()));
        if (!replicated || partners.size() < 2) {
            return new RepairResult.NothingToRepair();
        }
        return partners.down().isEmpty()
                ? new RepairResult.Repaired(Duration.ofMillis(1))
                : new RepairResult.Failed("down: " + partners.down().nodes());
    }

    @Override
    public void cleanup(String keyspace, int jobs, Duration bound) {
        tell("cleanup", () -> {
            requireJoined("cleanup");
            requireKeyspaces("cleanup", Set.of(keyspace));
            node.cleanups.add(keyspace);
        });
    }

    @Override
    public void importTables(String keyspace, String table, Set<Path> folders, Duration bound) {
        tell("import tables", () -> {
            requireJoined("import tables");
            requireKeyspaces("import tables", Set.of(keyspace));
        });
    }

    @Override
    public void takeSnapshot(String tag, Set<String> keyspaces) {
        tell("take a snapshot", () -> {
            requireKeyspaces("take a snapshot", keyspaces);
            if (node.snapshots.stream()
                    .anyMatch(taken -> taken.tag().equals(tag) && keyspaces.contains(taken.keyspace()))) {
                throw new SnapshotExists(node.address, tag);
            }
            keyspaces.stream().sorted().forEach(name -> node.snapshots.add(new TableSnapshot(tag, name, "t", 0)));
        });
    }

    @Override
    public void clearSnapshot(String tag) {
        if (tag.isBlank()) {
            throw new IllegalArgumentException("tag must not be blank");
        }
        tell(
                "clear a snapshot",
                () -> node.snapshots.removeIf(taken -> taken.tag().equals(tag)));
    }

    @Override
    public List<TableSnapshot> snapshots() {
        return ask("snapshots", () -> List.copyOf(node.snapshots));
    }

    @Override
    public List<Path> dataDirectories() {
        return ask("data directories", () -> List.of(Path.of("fake", node.address.hostAddress(), "data")));
    }

    @Override
    public Path commitLogDirectory() {
        return ask("commit log directory", () -> Path.of("fake", node.address.hostAddress(), "commitlog"));
    }

    @Override
    public Throttles throttles() {
        return ask("throttles", () -> node.throttles);
    }

    @Override
    public void throttle(Throttles wanted) {
        tell("throttle", () -> node.throttles = wanted);
    }

    @Override
    public WriteBounds writeBounds() {
        return ask("writeBounds", () -> node.writeBounds);
    }

    @Override
    public void boundWrites(WriteBounds wanted) {
        tell("boundWrites", () -> node.writeBounds = wanted);
    }

    @Override
    public List<StreamSession> streams() {
        return ask("streams", () -> node.streams);
    }

    @Override
    public int pendingCompactions() {
        return ask("pending compactions", () -> node.pendingCompactions);
    }

    @Override
    public long loadBytes() {
        return ask("load", () -> node.loadBytes);
    }

    @Override
    public Map<UUID, Instant> oldestHints() {
        return ask("hints", Map::of);
    }

    @Override
    public long droppedWrites() {
        return ask("dropped writes", () -> 0L);
    }

    @Override
    public int runningRepairs() {
        return ask("running repairs", () -> node.runningRepairs);
    }

    @Override
    public OptionalDouble cpuUse() {
        return ask("cpu", () -> node.cpuUse);
    }

    @Override
    public OptionalDouble machineCpuUse() {
        return ask("cpu of the machine", () -> node.cpuUse);
    }

    @Override
    public RequestTimes requestTimes() {
        return ask("request times", () -> RequestTimes.NONE);
    }

    @Override
    public long requestsServed() {
        return ask("requests", () -> 0L);
    }

    @Override
    public void close() {
        // nothing is held
    }

    private <T> T ask(String asked, Supplier<T> answer) {
        synchronized (cluster) {
            node.requireAnswer(asked);
            return answer.get();
        }
    }

    private void tell(String asked, Runnable effect) {
        synchronized (cluster) {
            node.requireAnswer(asked);
            Optional<String> refusal = node.refusal;
            node.refusal = Optional.empty();
            refusal.ifPresent(reason -> {
                throw new NodeRefused(node.address, asked, reason);
            });
            effect.run();
        }
    }

    private void requireJoined(String asked) {
        if (node.mode != NodeMode.NORMAL) {
            throw new NodeRefused(node.address, asked, "it is " + node.mode);
        }
    }

    private void requireKeyspaces(String asked, Set<String> names) {
        List<String> known = cluster.keyspaces().stream().map(Keyspace::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new NodeRefused(node.address, asked, "there is no keyspace " + name);
            }
        }
    }
}
