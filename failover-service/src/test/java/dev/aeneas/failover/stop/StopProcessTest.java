package dev.aeneas.failover.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverCommand.ResumeFailovers;
import dev.aeneas.contracts.FailoverCommand.StopFailovers;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.PolicyEvent.FailoversResumed;
import dev.aeneas.contracts.PolicyEvent.FailoversStopped;
import dev.aeneas.failover.stop.StopProcess.ClustersFound;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StopProcessTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final ClusterName ORDERS = new ClusterName("orders");
    private static final ClusterName BILLS = new ClusterName("bills");

    private final ProcessKind<StopSwitch> kind = StopProcess.kind();
    private final ProcessEngine engine = new ProcessEngine(
            URI.create("/test"), List.of(kind), new InMemoryJournal(), new RecordingPublisher(), () -> NOW);
    private int inputs;

    @Test
    void tellsEveryClusterOnceAlsoThoseThatCameLater() {
        assertThat(given(new StopFailovers("a test"))).isEmpty();
        assertThat(found(ORDERS)).containsExactly(new FailoversStopped(ORDERS, "a test"));
        assertThat(kind.openWork(state())).isEmpty();

        given(new Wake(kind.wakeAt(state()).orElseThrow()));
        assertThat(found(ORDERS, BILLS)).containsExactly(new FailoversStopped(BILLS, "a test"));
        assertThat(given(new ResumeFailovers("over")))
                .containsExactly(new FailoversResumed(BILLS, "over"), new FailoversResumed(ORDERS, "over"));
    }

    @Test
    void tellsNobodyOnceItIsTakenBack() {
        given(new StopFailovers("a test"));
        var late = state().looks();
        given(new ResumeFailovers("over"));

        assertThat(given(new ClustersFound(late, Set.of(ORDERS)))).isEmpty();
        assertThat(kind.wakeAt(state())).isEmpty();
        assertThat(state().stopped()).isFalse();
    }

    @Test
    void tellsEverybodyAgainWhenItIsStoppedAgainForAnotherReason() {
        given(new StopFailovers("a test"));
        found(ORDERS);
        given(new StopFailovers("a longer test"));

        assertThat(found(ORDERS)).containsExactly(new FailoversStopped(ORDERS, "a longer test"));
    }

    private List<Message> found(ClusterName... clusters) {
        return given(new ClustersFound(state().looks(), Set.of(clusters)));
    }

    private List<Message> given(Object body) {
        var id = "input-" + ++inputs;
        return engine.deliver(new ProcessId(StopProcess.NAME, StopProcess.ID), new Received<>(id, id, NOW, body));
    }

    private StopSwitch state() {
        return engine.find(kind, StopProcess.ID).orElseThrow();
    }
}
