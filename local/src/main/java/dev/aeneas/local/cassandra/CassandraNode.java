package dev.aeneas.local.cassandra;

import dev.aeneas.local.Runtimes;
import dev.aeneas.local.network.ProcessGroup;
import dev.aeneas.local.process.CpuQuota;
import dev.aeneas.local.process.DetachedProcess;
import dev.aeneas.local.process.Launch;
import dev.aeneas.local.process.LogTail;
import dev.aeneas.local.process.NotReadyInTime;
import dev.aeneas.local.process.ProcessDied;
import dev.aeneas.local.process.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A running Cassandra node: a process of its own that outlives us and is found again by its directory. */
public final class CassandraNode {

    private static final Duration PROBE_BOUND = Duration.ofSeconds(1);
    private static final int LINES_IN_ERRORS = 30;
    private static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private final NodeFolder folder;
    private final NodeAddress address;
    private final DetachedProcess process;

    private CassandraNode(NodeFolder folder, NodeAddress address, DetachedProcess process) {
        this.folder = folder;
        this.address = address;
        this.process = process;
    }

    /** Starts a node and returns at once; one that runs already in that directory is adopted as it is. */
    public static CassandraNode start(Runtimes runtimes, Path directory, NodeSpec spec) {
        NodeFolder folder = new NodeFolder(directory);
        DetachedProcess process = DetachedProcess.start(folder.path(), () -> {
            configure(runtimes, directory, spec);
            return new Launch(
                    folder.path(), command(folder, spec.group()), ENVIRONMENT, quota(folder, spec.resources()));
        });
        return new CassandraNode(folder, AddressFile.read(folder.address()), process);
    }

    /** Starts the node of that directory again as it was, without a limit of its CPU; one that runs is adopted. */
    public static CassandraNode restart(Path directory) {
        NodeFolder folder = new NodeFolder(directory);
        DetachedProcess process = DetachedProcess.start(
                folder.path(),
                () -> new Launch(folder.path(), command(folder, Optional.empty()), ENVIRONMENT, Optional.empty()));
        return new CassandraNode(folder, AddressFile.read(folder.address()), process);
    }

    /** The node that runs in that directory, whoever started it. */
    public static Optional<CassandraNode> adopt(Path directory) {
        NodeFolder folder = new NodeFolder(directory);
        return DetachedProcess.adopt(folder.path())
                .map(process -> new CassandraNode(folder, AddressFile.read(folder.address()), process));
    }

    /** Writes what the next start will read; a running node goes on as it is. */
    public static void configure(Runtimes runtimes, Path directory, NodeSpec spec) {
        NodeFiles.write(spec, new NodeFolder(directory), runtimes.cassandra());
    }

    public NodeAddress address() {
        return address;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() {
        process.kill();
        CpuQuota.lift(folder.path());
    }

    /** SIGSTOP: to the others it is neither there nor gone. */
    public void freeze() {
        process.freeze();
    }

    public void thaw() {
        process.thaw();
    }

    /**
     * SIGTERM; a frozen node is thawed first.
     *
     * @return false when it still runs after the bound
     */
    public boolean stop(Duration bound) {
        boolean gone = process.stop(bound);
        if (gone) {
            CpuQuota.lift(folder.path());
        }
        return gone;
    }

    /** Whether it answers on its CQL port right now. */
    public boolean answersCql() {
        return CqlProbe.answers(address, PROBE_BOUND);
    }

    /**
     * Waits until it answers CQL.
     *
     * @throws ProcessDied as soon as the process ends
     * @throws NotReadyInTime after the bound
     */
    public void awaitCql(Duration bound) {
        await(bound, this::answersCql);
    }

    /** The last lines of its log, and of what it printed; never empty of a reason why it died. */
    public String logTail(int lines) {
        return LogTail.of(folder.log(), lines) + "\n" + process.outputTail(lines);
    }

    /**
     * Changes its share of the CPU while it runs.
     *
     * @return false when this machine permits no control groups
     */
    public boolean limitCpu(double cores) {
        return CpuQuota.limit(folder.path(), cores)
                .map(quota -> quota.enter(process.pid()))
                .orElse(false);
    }

    private void await(Duration bound, BooleanSupplier ready) {
        boolean[] died = new boolean[1];
        boolean inTime = Wait.until(bound, () -> {
            died[0] = !isAlive();
            return died[0] || ready.getAsBoolean();
        });
        if (died[0]) {
            throw new ProcessDied("Cassandra node " + address.host(), logTail(LINES_IN_ERRORS));
        }
        if (!inTime) {
            throw new NotReadyInTime("Cassandra node " + address.host(), bound, logTail(LINES_IN_ERRORS));
        }
    }

    private static List<String> command(NodeFolder folder, Optional<ProcessGroup> group) {
        return Stream.concat(
                        group.stream().flatMap(given -> given.prefix().stream()),
                        Stream.of(Runtimes.java().toString(), "@" + folder.jvmArguments()))
                .toList();
    }

    private static Optional<CpuQuota> quota(NodeFolder folder, NodeResources resources) {
        if (resources.cpuCores().isEmpty()) {
            CpuQuota.lift(folder.path());
            return Optional.empty();
        }
        return CpuQuota.limit(folder.path(), resources.cpuCores().getAsDouble());
    }
}
