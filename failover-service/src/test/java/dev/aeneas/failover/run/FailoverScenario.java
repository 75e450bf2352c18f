package dev.aeneas.failover.run;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand.FailOver;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FailoverEvent.RegionRecovered;
import dev.aeneas.contracts.FailoverEvent.RegionSuspected;
import dev.aeneas.contracts.FailoverEvent.Vote;
import dev.aeneas.contracts.FailoverTerms;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.ScalingEvent.ScaleFailed;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.Sku;
import dev.aeneas.failover.hook.AskHooks.HooksAnswered;
import dev.aeneas.failover.move.SyncDatacenters.DatacentersSynced;
import dev.aeneas.failover.run.RepairStandby.StandbyRepaired;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.Work;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Given, expect: a failover process on a journal in memory, with the cluster {@code orders} in east and west. */
final class FailoverScenario {
    static final ClusterName ORDERS = new ClusterName("orders");
    static final DatacenterName EAST = new DatacenterName("east_dc");
    static final DatacenterName WEST = new DatacenterName("west_dc");
    static final Sku SMALL = new Sku("Local_S");
    static final Sku LARGE = new Sku("Local_L");
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final String RUN = "orders-failover-1";

    private final ProcessKind<ClusterFailover> kind = FailoverProcess.kind(RunSettings.DEFAULT);
    private final ProcessEngine engine;
    private Instant now = START;
    private int inputs;

    private FailoverScenario() {
        engine = new ProcessEngine(
                URI.create("/test"), List.of(kind), new InMemoryJournal(), new RecordingPublisher(), () -> now);
    }

    /** Six large nodes in east, three small ones in west, and this policy. */
    static FailoverScenario withPolicy(Mode mode) {
        var scenario = new FailoverScenario();
        scenario.given(new TopologyChanged(ORDERS, topology(1, 3, SMALL)));
        scenario.given(new SetFailoverPolicy(ORDERS, mode, EAST, WEST, null, null));
        return scenario;
    }

    static ClusterTopology topology(long revision, int westNodes, Sku westSku) {
        return new ClusterTopology(
                ORDERS,
                revision,
                List.of(datacenter(EAST, "east", 6, LARGE), datacenter(WEST, "west", westNodes, westSku)));
    }

    private static Datacenter datacenter(DatacenterName name, String region, int nodes, Sku sku) {
        var racks = List.of(region + "_1", region + "_2", region + "_3");
        return new Datacenter(
                name,
                region,
                sku,
                racks,
                3,
                ProvisioningState.SUCCEEDED,
                false,
                IntStream.range(0, nodes)
                        .mapToObj(i -> new Node(
                                region + "_" + (i + 1),
                                "127.9." + region.length() + "." + (i + 1),
                                name,
                                racks.get(i % 3),
                                sku,
                                NodeState.NORMAL,
                                List.of()))
                        .toList());
    }

    FailoverScenario after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /** What is said on an input, and only on it. */
    List<Message> given(Object body) {
        return given("input-" + ++inputs, body);
    }

    /** As {@link #given(Object)}; the same id again is the same input again. */
    List<Message> given(String id, Object body) {
        var input = new Received<>(id, id, now, body);
        boolean report = body instanceof StandbyRepaired
                || body instanceof DatacentersSynced
                || body instanceof WorkFailed
                || body instanceof Wake
                || body instanceof HooksAnswered;
        return report ? engine.deliver(process(), input) : engine.handle(input);
    }

    List<Message> wake() {
        var due = kind.wakeAt(state()).orElseThrow();
        now = now.isBefore(due) ? due : now;
        return given(new Wake(due));
    }

    List<Message> repaired() {
        return given(new StandbyRepaired(run().facts().runId()));
    }

    List<Message> repairFails() {
        return given(new WorkFailed(openWork().get(0), new IllegalStateException("a replica hung up")));
    }

    List<? extends Work> openWork() {
        return kind.openWork(state());
    }

    FailoverRun run() {
        return state().newestRun().orElseThrow();
    }

    ClusterFailover state() {
        return engine.find(kind, ORDERS.value()).orElseThrow();
    }

    private static ProcessId process() {
        return new ProcessId(FailoverProcess.NAME, ORDERS.value());
    }

    /** An automatic policy from east to west. */
    static SetFailoverPolicy policyWith(FailoverTerms terms) {
        return new SetFailoverPolicy(ORDERS, Mode.AUTOMATIC, EAST, WEST, null, null, null, terms);
    }

    static RegionSuspected suspected(String region) {
        return new RegionSuspected(ORDERS, region, votes());
    }

    static RegionDown down(String region) {
        var datacenter = region.equals("east") ? EAST : WEST;
        return new RegionDown(ORDERS, region, List.of(datacenter), START.minusSeconds(2), votes());
    }

    static RegionRecovered recovered(String region) {
        return new RegionRecovered(ORDERS, region, List.of());
    }

    static FailOver failOver(String region) {
        return new FailOver(ORDERS, region, "an exercise");
    }

    static ScaleCompleted scaled(String runId) {
        return new ScaleCompleted(
                ORDERS,
                WEST,
                runId,
                6,
                LARGE,
                List.of("west_1"),
                START,
                Duration.ofSeconds(29),
                null,
                Duration.ofSeconds(28),
                List.of(),
                null);
    }

    static ScaleFailed scaleFailed(String runId) {
        var error = new ProvisionError("NodeDidNotStart", "west_4 did not start", "west_4");
        return new ScaleFailed(ORDERS, WEST, runId, error, "3 nodes Local_S");
    }

    static ScaleRefused scaleRefused(String runId, Refusal.Kind kind) {
        return new ScaleRefused(
                ORDERS,
                "aeneas.scaling.ScaleDatacenter.v1",
                kind,
                List.of(new Refusal.Violation("datacenter", "must have no other run")),
                runId);
    }

    private static List<Vote> votes() {
        return List.of(new Vote("west", false, START.minusSeconds(2)));
    }
}
