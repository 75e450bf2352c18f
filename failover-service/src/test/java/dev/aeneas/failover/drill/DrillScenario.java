package dev.aeneas.failover.drill;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand.AbortDrill;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.OnDegraded;
import dev.aeneas.contracts.FailoverCommand.StartDrill;
import dev.aeneas.contracts.FailoverEvent.CapacityRestored;
import dev.aeneas.contracts.FailoverEvent.ConsistencyRestored;
import dev.aeneas.contracts.FailoverEvent.FailoverCompleted;
import dev.aeneas.contracts.FailoverEvent.FailoverMeasured;
import dev.aeneas.contracts.FailoverEvent.FailoverStarted;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FailoverEvent.RegionRecovered;
import dev.aeneas.contracts.FailoverEvent.TrafficShifted;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningEvent.FaultInjected;
import dev.aeneas.contracts.ProvisioningEvent.FaultUndone;
import dev.aeneas.contracts.ReadinessEvent.Level;
import dev.aeneas.contracts.Sku;
import dev.aeneas.failover.drill.DrillProcess.Looked;
import dev.aeneas.failover.forecast.Beside;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Given, expect: the drills of the cluster {@code orders} on a journal in memory, one service life per input. */
final class DrillScenario {
    static final ClusterName ORDERS = new ClusterName("orders");
    static final DatacenterName EAST = new DatacenterName("east_dc");
    static final DatacenterName WEST = new DatacenterName("west_dc");
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final Duration HOLD = Duration.ofSeconds(10);
    static final Duration LONGEST = Duration.ofMinutes(5);
    static final String ID = "drill-1";
    static final String RUN = "orders-failover-1";

    private final ProcessKind<Drills> kind;
    private final InMemoryJournal journal = new InMemoryJournal();
    private Instant now = START;
    private int inputs;

    /** Clients stay where they are. */
    DrillScenario() {
        this(Duration.ZERO);
    }

    DrillScenario(Duration failingBack) {
        var defaults = DrillSettings.DEFAULT;
        kind = DrillProcess.kind(new DrillSettings(
                defaults.undoRetry(), defaults.returning(), failingBack, defaults.warmUp(), defaults.counting()));
    }

    static DrillSight ready() {
        return sight(Level.GREEN, Mode.AUTOMATIC);
    }

    static DrillSight sight(Level level, Mode mode) {
        return sight(level, mode, Duration.ofMillis(1500));
    }

    static DrillSight sight(Level level, Mode mode, Duration detection) {
        return new DrillSight(
                true,
                mode,
                OnDegraded.ASK,
                "east",
                WEST,
                null,
                Map.of("east", "HEALTHY"),
                level,
                List.of(),
                detection,
                Duration.ofSeconds(40),
                new Beside(1, Duration.ofSeconds(2)));
    }

    static StartDrill drill(boolean dry, Duration rto, Duration rpo) {
        return drill(FaultKind.KILL, dry, rto, rpo);
    }

    static StartDrill drill(FaultKind by, boolean dry, Duration rto, Duration rpo) {
        return new StartDrill(ORDERS, ID, "east", by, dry, LONGEST, HOLD, true, rto, rpo);
    }

    DrillScenario after(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** Handled by a service that was just started: it knows nothing but the journal. */
    List<Message> given(Object body) {
        inputs++;
        var engine =
                new ProcessEngine(URI.create("/test"), List.of(kind), journal, new RecordingPublisher(), () -> now);
        var input = new Received<>("input-" + inputs, "input-" + inputs, now, body);
        boolean report = body instanceof Looked
                || body instanceof Wake
                || body instanceof Workload.Wrote
                || body instanceof WorkFailed;
        return report ? engine.deliver(new ProcessId(DrillProcess.NAME, ORDERS.value()), input) : engine.handle(input);
    }

    List<Message> looked(DrillSight sight) {
        return given(new Looked(ID, sight));
    }

    List<Message> lost() {
        return given(new FaultInjected(
                ORDERS, ID, FaultKind.KILL, List.of(EAST), List.of("east_1"), now, START.plus(LONGEST)));
    }

    /** A drill that began and whose region is lost. */
    DrillScenario lostNow(Duration rto, Duration rpo) {
        given(drill(false, rto, rpo));
        looked(ready());
        lost();
        return this;
    }

    /** Down after two seconds, capacity after forty. */
    DrillScenario failsOver() {
        after(Duration.ofSeconds(2));
        given(new RegionDown(ORDERS, "east", List.of(EAST), START, List.of()));
        given(new FailoverStarted(ORDERS, RUN, 1, "east", EAST, WEST));
        given(new TrafficShifted(ORDERS, RUN, 1, EAST, WEST, List.of("127.0.0.1")));
        after(Duration.ofSeconds(38));
        given(new CapacityRestored(ORDERS, RUN, WEST, 6, new Sku("Local_S"), Duration.ofSeconds(40)));
        given(new ConsistencyRestored(ORDERS, RUN, WEST, Duration.ofSeconds(40)));
        given(new FailoverCompleted(ORDERS, RUN, 1, Duration.ofSeconds(40)));
        return this;
    }

    List<Message> undone() {
        return given(new FaultUndone(ORDERS, ID, "somebody asked for it"));
    }

    List<Message> recovered() {
        return given(new RegionRecovered(ORDERS, "east", List.of()));
    }

    /** Seen back, and then well for as long as was asked. */
    List<Message> recoveredForGood() {
        recovered();
        return wake();
    }

    List<Message> abort() {
        return given(new AbortDrill(ORDERS, ID, "the shop opens"));
    }

    /** The timer goes when the process wants it. */
    List<Message> wake() {
        var due = kind.wakeAt(drills()).orElseThrow();
        now = now.isBefore(due) ? due : now;
        return given(new Wake(due));
    }

    Drill drill() {
        return drills().find(ID).orElseThrow();
    }

    Drills drills() {
        var engine =
                new ProcessEngine(URI.create("/test"), List.of(kind), journal, new RecordingPublisher(), () -> now);
        return engine.find(kind, ORDERS.value()).orElseThrow();
    }

    /** Whether our own application writes. */
    boolean writes() {
        return kind.openWork(drills()).stream().anyMatch(Workload.class::isInstance);
    }

    /** Nine hundred rows were acknowledged; counted when the drill wants it. */
    List<Message> counted(long lost, Duration oldestLost) {
        var after = drill().counts().orElse(Moment.FAILED_OVER);
        var count = new RowCount(after, 900, 5, lost, oldestLost, Duration.ofSeconds(4));
        return given(new Workload.Wrote(ID, written(900), count));
    }

    static Acknowledged written(int rows) {
        var ids = new BitSet();
        ids.set(0, rows);
        return Acknowledged.of(START, ids, 5);
    }

    List<Message> measured(Duration outage, Duration rpo) {
        return given(new FailoverMeasured(ORDERS, RUN, EAST, WEST, START, now, outage, null, rpo, null));
    }

    boolean looks() {
        return !kind.openWork(drills()).isEmpty();
    }

    /** The first of its kind among what was said. */
    static <T extends Message> T only(Class<T> type, List<Message> said) {
        return said.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
