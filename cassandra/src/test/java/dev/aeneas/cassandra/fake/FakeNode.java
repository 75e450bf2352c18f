package dev.aeneas.cassandra.fake;

import dev.aeneas.cassandra.cql.StreamRecord;
import dev.aeneas.cassandra.node.NodeUnreachable;
import dev.aeneas.cassandra.node.RepairRequest;
import dev.aeneas.cassandra.node.RepairResult;
import dev.aeneas.cassandra.node.StreamSession;
import dev.aeneas.cassandra.node.TableSnapshot;
import dev.aeneas.cassandra.node.Throttles;
import dev.aeneas.cassandra.node.WriteBounds;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.NodeView;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** One node of a {@link FakeCluster}: what the test does to it, and what was done to it through the ports. */
public final class FakeNode {
    enum Life {
        RUNNING,
        FROZEN,
        CUT_OFF,
        DEAD
    }

    final FakeCluster cluster;
    final NodeAddress address;
    final String datacenter;
    final String rack;
    final SortedSet<Long> plannedTokens;
    final UUID hostId;
    final List<TableSnapshot> snapshots = new ArrayList<>();
    final List<RepairRequest> repairs = new ArrayList<>();
    final List<String> cleanups = new ArrayList<>();
    final List<StreamRecord> streamRecords = new ArrayList<>();
    final List<String> rebuilds = new ArrayList<>();
    final Set<NodeAddress> neverSawLiving = new TreeSet<>();
    final Set<NodeAddress> hidden = new TreeSet<>();
    Life life = Life.RUNNING;
    NodeMode mode = NodeMode.UNJOINED;
    boolean seenUp = true;
    UUID schemaVersion;
    boolean lagsBehindSchema;
    boolean comesLate;
    boolean unannounced;
    Optional<String> refusal = Optional.empty();
    Optional<RepairResult> nextRepair = Optional.empty();
    Throttles throttles = new Throttles(24, 24, 24, 24, 64);
    WriteBounds writeBounds = WriteBounds.DEFAULT;
    List<StreamSession> streams = List.of();
    int pendingCompactions;
    long loadBytes;
    int runningRepairs;
    OptionalDouble cpuUse = OptionalDouble.empty();

    FakeNode(FakeCluster cluster, NodeAddress address, String datacenter, String rack, SortedSet<Long> tokens) {
        this.cluster = cluster;
        this.address = address;
        this.datacenter = datacenter;
        this.rack = rack;
        this.plannedTokens = tokens;
        this.hostId = UUID.nameUUIDFromBytes(address.toString().getBytes(StandardCharsets.UTF_8));
        this.schemaVersion = cluster.schemaVersion();
    }

    public NodeAddress address() {
        return address;
    }

    public String datacenter() {
        return datacenter;
    }

    public String rack() {
        return rack;
    }

    /** The tokens it has or will take. */
    public SortedSet<Long> plannedTokens() {
        return Collections.unmodifiableSortedSet(plannedTokens);
    }

    public NodeMode mode() {
        synchronized (cluster) {
            return mode;
        }
    }

    /** SIGKILL: connections are refused from now on. */
    public FakeNode kill() {
        return live(Life.DEAD);
    }

    /** SIGSTOP: connections are accepted, nothing is answered. */
    public FakeNode freeze() {
        return live(Life.FROZEN);
    }

    /** The network drops everything: nothing is answered, here or to other nodes. */
    public FakeNode cutOff() {
        return live(Life.CUT_OFF);
    }

    /** Starts it again, or ends a freeze or a cut: a node that had not finished its join is unjoined again. */
    public FakeNode recover() {
        synchronized (cluster) {
            if (life == Life.DEAD) {
                mode = mode.owns() ? NodeMode.NORMAL : NodeMode.UNJOINED;
            }
            schemaVersion = lagsBehindSchema ? schemaVersion : cluster.schemaVersion();
            return live(Life.RUNNING);
        }
    }

    /** Keeps its schema version until told otherwise. */
    public FakeNode lagBehindSchema() {
        synchronized (cluster) {
            lagsBehindSchema = true;
            schemaVersion = new UUID(1, cluster.schemaVersion().getLeastSignificantBits());
            return this;
        }
    }

    public FakeNode catchUpWithSchema() {
        synchronized (cluster) {
            lagsBehindSchema = false;
            schemaVersion = cluster.schemaVersion();
            return this;
        }
    }

    /** Its next join comes late to the wave: refused, and left in mode JOINING. */
    public FakeNode comeLate() {
        synchronized (cluster) {
            comesLate = true;
            return this;
        }
    }

    /** The next thing that is done to it (not asked of it) is refused with this reason. */
    public FakeNode refuseNext(String reason) {
        synchronized (cluster) {
            refusal = Optional.of(reason);
            return this;
        }
    }

    public FakeNode endNextRepairWith(RepairResult result) {
        synchronized (cluster) {
            nextRepair = Optional.of(result);
            return this;
        }
    }

    public FakeNode inMode(NodeMode otherMode) {
        synchronized (cluster) {
            mode = otherMode;
            return this;
        }
    }

    public FakeNode withLoad(long bytes) {
        synchronized (cluster) {
            loadBytes = bytes;
            return this;
        }
    }

    public FakeNode withCpuUse(double use) {
        synchronized (cluster) {
            cpuUse = OptionalDouble.of(use);
            return this;
        }
    }

    public FakeNode withPendingCompactions(int tasks) {
        synchronized (cluster) {
            pendingCompactions = tasks;
            return this;
        }
    }

    public FakeNode withStreams(List<StreamSession> running) {
        synchronized (cluster) {
            streams = List.copyOf(running);
            return this;
        }
    }

    /** What it remembers of its streams: set by its join and its rebuilds, or by the test. */
    public FakeNode remember(StreamRecord record) {
        synchronized (cluster) {
            streamRecords.add(0, record);
            return this;
        }
    }

    public List<StreamRecord> streamRecords() {
        synchronized (cluster) {
            return List.copyOf(streamRecords);
        }
    }

    /** Every repair that was asked of it, in order. */
    public List<RepairRequest> repairs() {
        synchronized (cluster) {
            return List.copyOf(repairs);
        }
    }

    /** Every keyspace that was cleaned, in order. */
    public List<String> cleanups() {
        synchronized (cluster) {
            return List.copyOf(cleanups);
        }
    }

    /** Every rebuild as {@code sourceDatacenter/keyspace}, in order. */
    public List<String> rebuilds() {
        synchronized (cluster) {
            return List.copyOf(rebuilds);
        }
    }

    boolean runs() {
        return life == Life.RUNNING;
    }

    boolean followsSchema() {
        return runs() && !lagsBehindSchema;
    }

    void requireAnswer(String asked) {
        switch (life) {
            case RUNNING -> {}
            case DEAD -> throw new NodeUnreachable(address, new ConnectException("connection refused"));
            case FROZEN, CUT_OFF -> throw FakeCluster.silent(address, asked);
        }
    }

    /** Gossip tells less than a node knows of itself. */
    private NodeMode modeInGossip() {
        return switch (mode) {
            case DRAINING, DRAINED -> NodeMode.NORMAL;
            case JOIN_FAILED -> NodeMode.JOINING;
            case LEAVE_FAILED -> NodeMode.LEAVING;
            case JOINING -> unannounced ? NodeMode.UNJOINED : NodeMode.JOINING;
            case UNJOINED, NORMAL, MOVING, LEAVING, LEFT -> mode;
        };
    }

    /** The network between them drops everything: it takes the other one for dead, whatever the others see. */
    public FakeNode hideFrom(FakeNode other) {
        synchronized (cluster) {
            hidden.add(other.address);
            return this;
        }
    }

    /** Whether it takes the other one for living: who started after that one's death never did. */
    boolean seesUp(FakeNode other) {
        boolean deadFromTheStart = neverSawLiving.contains(other.address) && !other.runs();
        return other == this || (other.seenUp && !deadFromTheStart && !hidden.contains(other.address));
    }

    NodeView view(boolean up) {
        SortedSet<Long> owned = mode.owns() || modeInGossip() == NodeMode.JOINING ? plannedTokens : new TreeSet<>();
        return new NodeView(
                address, hostId, datacenter, rack, up, modeInGossip(), owned, loadBytes, Optional.of(schemaVersion));
    }

    private FakeNode live(Life next) {
        synchronized (cluster) {
            life = next;
            cluster.lifeChanged();
            return this;
        }
    }
}
