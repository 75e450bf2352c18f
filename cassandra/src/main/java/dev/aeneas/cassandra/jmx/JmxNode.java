package dev.aeneas.cassandra.jmx;

import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.RepairProgress;
import dev.aeneas.cassandra.node.RepairRequest;
import dev.aeneas.cassandra.node.RepairResult;
import dev.aeneas.cassandra.node.RequestTimes;
import dev.aeneas.cassandra.node.StreamSession;
import dev.aeneas.cassandra.node.TableSnapshot;
import dev.aeneas.cassandra.node.Throttles;
import dev.aeneas.cassandra.node.WriteBounds;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.RingView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;

/** One open connection to a node; every need is met by a small class of its own. */
final class JmxNode implements NodeOperations {
    private static final ObjectName PENDING_COMPACTIONS =
            MBeans.name("org.apache.cassandra.metrics:type=Compaction,name=PendingTasks");

    private static final ObjectName LOAD = MBeans.name("org.apache.cassandra.metrics:type=Storage,name=Load");
    private static final List<ObjectName> REQUESTS = Stream.of("Read", "Write", "RangeSlice", "CASRead", "CASWrite")
            .map(JmxNode::requests)
            .toList();

    private static final ObjectName READ_TIMES = requests("Read");
    private static final ObjectName WRITE_TIMES = requests("Write");
    private static final ObjectName REPAIRS = MBeans.name("org.apache.cassandra.db:type=RepairService");
    private static final ObjectName HINTS = MBeans.name("org.apache.cassandra.hints:type=HintsService");
    private static final ObjectName MESSAGING = MBeans.name("org.apache.cassandra.net:type=MessagingService");
    private static final List<String> WRITES = List.of("MUTATION_REQ", "BATCH_STORE_REQ");
    private static final ObjectName OPERATING_SYSTEM = MBeans.name("java.lang:type=OperatingSystem");

    private final NodeAddress address;
    private final JmxBounds bounds;
    private final MBeans beans;
    private final StorageService storage;
    private final JmxSnapshots snapshots;
    private final JmxThrottles throttles;

    /** What we use of Cassandra's JmxTimerMBean, spelled as it is there: counts since the start, by bucket of microseconds. */
    interface TimerService {
        long[] values();
    }

    private static ObjectName requests(String scope) {
        return MBeans.name("org.apache.cassandra.metrics:type=ClientRequest,scope=" + scope + ",name=Latency");
    }

    private JmxNode(NodeAddress address, JMXConnector connector, JmxBounds bounds) {
        this.address = address;
        this.bounds = bounds;
        this.beans = new MBeans(address, connector);
        this.storage = beans.bounded(StorageService.class, StorageService.NAME, bounds.call());
        this.snapshots = new JmxSnapshots(address, beans, bounds);
        this.throttles = new JmxThrottles(beans, storage, bounds.call());
    }

    static JmxNode over(NodeAddress address, JMXConnector connector, JmxBounds bounds) {
        return new JmxNode(address, connector, bounds);
    }

    @Override
    public NodeAddress address() {
        return address;
    }

    @Override
    public RingView ring() {
        return new JmxRing(address, beans, bounds.call()).ring();
    }

    @Override
    public NodeMode mode() {
        return switch (storage.getOperationMode()) {
            case "NORMAL" -> NodeMode.NORMAL;
            case "JOINING" -> NodeMode.JOINING;
            case "JOINING_FAILED" -> NodeMode.JOIN_FAILED;
            case "LEAVING" -> NodeMode.LEAVING;
            case "DECOMMISSIONED" -> NodeMode.LEFT;
            case "DECOMMISSION_FAILED" -> NodeMode.LEAVE_FAILED;
            case "MOVING" -> NodeMode.MOVING;
            case "DRAINING" -> NodeMode.DRAINING;
            case "DRAINED" -> NodeMode.DRAINED;
            default -> NodeMode.UNJOINED;
        };
    }

    @Override
    public void getReadyToJoin() {
        // a second call goes over a warm connection, on both sides
        mode();
        ring();
        mode();
    }

    @Override
    public void joinRing(Duration bound) {
        longWork().joinRing(bound);
    }

    @Override
    public void decommission(Duration bound) {
        longWork().decommission(bound);
    }

    @Override
    public void removeNode(UUID hostId, Duration bound) {
        longWork().removeNode(hostId, bound);
    }

    @Override
    public void drain(Duration bound) {
        longWork().drain(bound);
    }

    @Override
    public void rebuild(String sourceDatacenter, Set<String> keyspaces, Duration bound) {
        longWork().rebuild(sourceDatacenter, keyspaces, bound);
    }

    @Override
    public void cleanup(String keyspace, int jobs, Duration bound) {
        longWork().cleanup(keyspace, jobs, bound);
    }

    @Override
    public RepairResult repair(RepairRequest request, Duration bound, Consumer<RepairProgress> progress) {
        return new JmxRepair(beans, storage, bounds).repair(request, bound, progress);
    }

    @Override
    public Comparison compare(RepairRequest request, Duration bound) {
        return new JmxRepair(beans, storage, bounds).compare(request, bound);
    }

    @Override
    public void takeSnapshot(String tag, Set<String> keyspaces) {
        snapshots.takeSnapshot(tag, keyspaces);
    }

    @Override
    public void clearSnapshot(String tag) {
        snapshots.clearSnapshot(tag);
    }

    @Override
    public List<TableSnapshot> snapshots() {
        return snapshots.snapshots();
    }

    @Override
    public List<Path> dataDirectories() {
        return snapshots.dataDirectories();
    }

    @Override
    public void importTables(String keyspace, String table, Set<Path> folders, Duration bound) {
        new JmxTables(address, beans).importTables(keyspace, table, folders, bound);
    }

    @Override
    public Path commitLogDirectory() {
        return snapshots.commitLogDirectory();
    }

    @Override
    public Throttles throttles() {
        return throttles.throttles();
    }

    @Override
    public void throttle(Throttles wanted) {
        throttles.throttle(wanted);
    }

    @Override
    public WriteBounds writeBounds() {
        return new JmxWrites(beans, bounds.call()).writeBounds();
    }

    @Override
    public void boundWrites(WriteBounds wanted) {
        new JmxWrites(beans, bounds.call()).boundWrites(wanted);
    }

    @Override
    public List<StreamSession> streams() {
        return new JmxStreams(beans, bounds.call()).streams();
    }

    @Override
    public int pendingCompactions() {
        Object value =
                beans.attributes(PENDING_COMPACTIONS, bounds.call(), "Value").get("Value");
        return ((Number) value).intValue();
    }

    @Override
    public long loadBytes() {
        Object count = beans.attributes(LOAD, bounds.call(), "Count").get("Count");
        return ((Number) count).longValue();
    }

    @Override
    public int runningRepairs() {
        return beans.bounded(RepairService.class, REPAIRS, bounds.call()).parentRepairSessionsCount();
    }

    @Override
    public Map<UUID, Instant> oldestHints() {
        return beans.bounded(HintsService.class, HINTS, bounds.call()).getPendingHints().stream()
                .collect(Collectors.toMap(
                        hints -> UUID.fromString(hints.get("host_id")),
                        hints -> Instant.ofEpochMilli(Long.parseLong(hints.get("oldest_timestamp")))));
    }

    @Override
    public long droppedWrites() {
        var dropped =
                beans.bounded(MessagingService.class, MESSAGING, bounds.call()).getDroppedMessages();
        return WRITES.stream().mapToLong(verb -> dropped.getOrDefault(verb, 0)).sum();
    }

    @Override
    public OptionalDouble cpuUse() {
        return cpu("ProcessCpuLoad");
    }

    @Override
    public OptionalDouble machineCpuUse() {
        return cpu("SystemCpuLoad");
    }

    private OptionalDouble cpu(String attribute) {
        Object told =
                beans.attributes(OPERATING_SYSTEM, bounds.call(), attribute).get(attribute);
        // negative, or not a number: the JVM has nothing to compare with yet
        return told instanceof Number use && use.doubleValue() >= 0
                ? OptionalDouble.of(Math.min(1, use.doubleValue()))
                : OptionalDouble.empty();
    }

    @Override
    public long requestsServed() {
        return REQUESTS.stream()
                .map(name -> beans.attributes(name, bounds.call(), "Count").get("Count"))
                .mapToLong(count -> ((Number) count).longValue())
                .sum();
    }

    @Override
    public RequestTimes requestTimes() {
        return Stream.of(READ_TIMES, WRITE_TIMES)
                .map(name -> beans.bounded(TimerService.class, name, bounds.call()))
                .map(timer -> RequestTimes.of(timer.values()))
                .reduce(RequestTimes.NONE, RequestTimes::plus);
    }

    @Override
    public void close() {
        beans.close();
    }

    private JmxLongWork longWork() {
        return new JmxLongWork(address, beans, this::mode, bounds.poll());
    }
}
