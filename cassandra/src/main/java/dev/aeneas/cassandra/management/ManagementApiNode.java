package dev.aeneas.cassandra.management;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.node.NodeSilent;
import dev.aeneas.cassandra.node.RepairProgress;
import dev.aeneas.cassandra.node.RepairRequest;
import dev.aeneas.cassandra.node.RepairResult;
import dev.aeneas.cassandra.node.RequestTimes;
import dev.aeneas.cassandra.node.SnapshotExists;
import dev.aeneas.cassandra.node.StreamSession;
import dev.aeneas.cassandra.node.TableSnapshot;
import dev.aeneas.cassandra.node.Throttles;
import dev.aeneas.cassandra.node.WriteBounds;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One node through its management API. Long work is a job there, which is looked at until it ends; a job that the API has
 * forgotten is not known to have been done.
 */
final class ManagementApiNode implements NodeOperations {
    private static final String ENDPOINTS = "api/v0/metadata/endpoints";
    private static final String SNAPSHOTS = "api/v0/ops/node/snapshots";
    private static final String HAS_NOT = "the management API has no such operation";

    private final NodeAddress node;
    private final ManagementCalls calls;
    private final ManagementApiBounds bounds;

    ManagementApiNode(NodeAddress node, ManagementCalls calls, ManagementApiBounds bounds) {
        this.node = node;
        this.calls = calls;
        this.bounds = bounds;
    }

    @Override
    public NodeAddress address() {
        return node;
    }

    @Override
    public RingView ring() {
        return EndpointStates.ring(node, calls.getJson(ENDPOINTS));
    }

    @Override
    public NodeMode mode() {
        return ring().node(node).map(NodeView::mode).orElse(NodeMode.LEFT);
    }

    @Override
    public long loadBytes() {
        return ring().node(node).map(NodeView::loadBytes).orElse(0L);
    }

    @Override
    public void drain(Duration bound) {
        var unused = calls.post("api/v0/ops/node/drain", null, bound);
    }

    @Override
    public void decommission(Duration bound) {
        var job = calls.post("api/v1/ops/node/decommission?force=false", null, bounds.call());
        done("decommission", job, bound);
        if (mode().owns()) {
            throw new NodeRefused(node, "decommission", "the job is over and the node still owns its tokens");
        }
    }

    /** That API knows no keyspaces here: everything that is replicated to this datacenter is streamed, never less. */
    @Override
    public void rebuild(String sourceDatacenter, Set<String> keyspaces, Duration bound) {
        var path = ManagementCalls.query("api/v1/ops/node/rebuild", Map.of("src_dc", sourceDatacenter));
        done("rebuild", calls.post(path, null, bounds.call()), bound);
    }

    @Override
    public void cleanup(String keyspace, int jobs, Duration bound) {
        var body = Map.of("keyspace_name", keyspace, "jobs", jobs, "tables", List.of());
        done("cleanup", calls.post("api/v1/ops/keyspace/cleanup", body, bounds.call()), bound);
    }

    /** That API repairs all that the node owns where no ranges are named: for PRIMARY this is more work, never less. */
    @Override
    public RepairResult repair(RepairRequest request, Duration bound, Consumer<RepairProgress> progress) {
        var began = System.nanoTime();
        var body = Map.of(
                "keyspace",
                request.keyspace(),
                "full_repair",
                true,
                "repair_parallelism",
                "parallel",
                "datacenters",
                List.copyOf(request.datacenters()));
        var id = calls.put("api/v2/repairs", body).path("repair_id").asText();
        if (id.isEmpty() || id.equals("0")) {
            return new RepairResult.NothingToRepair();
        }
        progress.accept(new RepairProgress(0, 1, "job " + id));
        try {
            done("repair", id, bound);
            progress.accept(new RepairProgress(1, 1, "job " + id));
            return new RepairResult.Repaired(Duration.ofNanos(System.nanoTime() - began));
        } catch (NodeRefused e) {
            return new RepairResult.Failed(String.valueOf(e.getMessage()));
        } catch (NodeSilent e) {
            return new RepairResult.Unknown(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void takeSnapshot(String tag, Set<String> keyspaces) {
        boolean taken = snapshots().stream()
                .anyMatch(snapshot -> snapshot.tag().equals(tag) && keyspaces.contains(snapshot.keyspace()));
        if (taken) {
            throw new SnapshotExists(node, tag);
        }
        var body = Map.of("snapshot_name", tag, "keyspaces", List.copyOf(keyspaces));
        var unused = calls.post(SNAPSHOTS, body, bounds.snapshot());
    }

    @Override
    public void clearSnapshot(String tag) {
        if (tag.isBlank()) {
            // it would mean all of them
            throw new IllegalArgumentException("tag must not be blank");
        }
        calls.delete(ManagementCalls.query(SNAPSHOTS, Map.of("snapshotNames", tag)), bounds.snapshot());
    }

    @Override
    public List<TableSnapshot> snapshots() {
        var snapshots = new ArrayList<TableSnapshot>();
        calls.getJson(SNAPSHOTS, bounds.snapshot())
                .path("entity")
                .forEach(entry -> snapshots.add(new TableSnapshot(
                        entry.path("Snapshot name").asText(),
                        entry.path("Keyspace name").asText(),
                        entry.path("Column family name").asText(),
                        // it tells sizes rounded and with units; whoever copies looks at the files
                        0)));
        return snapshots;
    }

    @Override
    public List<StreamSession> streams() {
        var sessions = new ArrayList<StreamSession>();
        calls.getJson("api/v0/ops/node/streaminfo").path("entity").forEach(plan -> plan.properties()
                .forEach(entry -> entry.getValue()
                        .forEach(session -> sessions.add(session(UUID.fromString(entry.getKey()), session)))));
        return sessions;
    }

    private static StreamSession session(UUID plan, JsonNode session) {
        return new StreamSession(
                plan,
                session.path("STREAM_OPERATION").asText(),
                peer(session.path("PEER").asText()),
                session.path("TOTAL_SIZE_RECEIVED").asLong(),
                session.path("TOTAL_SIZE_TO_RECEIVE").asLong(),
                session.path("TOTAL_SIZE_SENT").asLong(),
                session.path("TOTAL_SIZE_TO_SEND").asLong());
    }

    /** As Java writes an address with a port: {@code /10.1.2.3:7000}. */
    private static InetAddress peer(String text) {
        var host = text.substring(text.indexOf('/') + 1);
        int port = host.lastIndexOf(':');
        try {
            return InetAddress.getByName(port > 0 && host.indexOf(':') == port ? host.substring(0, port) : host);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("not an address: " + text, e);
        }
    }

    @Override
    public int pendingCompactions() {
        return calls.getJson("api/v1/ops/tables/compactions").size();
    }

    /** Repairs show as streams only while they stream; nothing else tells of them. */
    @Override
    public int runningRepairs() {
        return Math.toIntExact(streams().stream()
                .filter(stream -> stream.operation().equals("Repair"))
                .map(StreamSession::plan)
                .distinct()
                .count());
    }

    @Override
    public void joinRing(Duration bound) {
        throw hasNot("join the ring");
    }

    /** It could only assassinate, which streams nothing. */
    @Override
    public void removeNode(UUID hostId, Duration bound) {
        throw hasNot("remove node " + hostId);
    }

    @Override
    public Comparison compare(RepairRequest request, Duration bound) {
        return new Comparison.Unknown(HAS_NOT);
    }

    @Override
    public void importTables(String keyspace, String table, Set<Path> folders, Duration bound) {
        throw hasNot("import tables");
    }

    @Override
    public List<Path> dataDirectories() {
        throw hasNot("tell the data directories");
    }

    @Override
    public Throttles throttles() {
        throw hasNot("tell the throttles");
    }

    @Override
    public void throttle(Throttles wanted) {
        throw hasNot("set the throttles");
    }

    @Override
    public WriteBounds writeBounds() {
        throw hasNot("tell the bounds of writes");
    }

    @Override
    public void boundWrites(WriteBounds wanted) {
        throw hasNot("set the bounds of writes");
    }

    @Override
    public long droppedWrites() {
        throw hasNot("tell the dropped writes");
    }

    @Override
    public Map<UUID, Instant> oldestHints() {
        throw hasNot("tell the hints");
    }

    @Override
    public OptionalDouble cpuUse() {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble machineCpuUse() {
        return OptionalDouble.empty();
    }

    @Override
    public long requestsServed() {
        throw hasNot("tell the requests");
    }

    @Override
    public RequestTimes requestTimes() {
        return RequestTimes.NONE;
    }

    @Override
    public Path commitLogDirectory() {
        throw hasNot("tell the commit log's directory");
    }

    @Override
    public void close() {
        // connections are the client's, and it keeps them for the next call
    }

    /** Looks at a job until it is over. */
    private void done(String asked, String job, Duration bound) {
        var path = ManagementCalls.query(
                "api/v0/ops/executor/job", Map.of("job_id", job.trim().replace("\"", "")));
        Supplier<JsonNode> look = () -> calls.getJson(path);
        long deadline = System.nanoTime() + bound.toNanos();
        while (true) {
            var told = look.get();
            switch (told.path("status").asText()) {
                case "COMPLETED" -> {
                    return;
                }
                case "ERROR" ->
                    throw new NodeRefused(node, asked, told.path("error").asText());
                default -> pause(asked, deadline, bound);
            }
        }
    }

    private void pause(String asked, long deadline, Duration bound) {
        if (System.nanoTime() - deadline > 0) {
            throw new NodeSilent(node, asked, bound);
        }
        try {
            TimeUnit.NANOSECONDS.sleep(bounds.poll().toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeSilent(node, asked, bound);
        }
    }

    private NodeRefused hasNot(String asked) {
        return new NodeRefused(node, asked, HAS_NOT);
    }
}
