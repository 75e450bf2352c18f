package dev.aeneas.failover.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverEvent.FailoverPolicyChanged;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ReadinessEvent.Level;
import dev.aeneas.contracts.ReadinessEvent.ReadinessChanged;
import dev.aeneas.failover.readiness.ReadinessProcess.Look;
import dev.aeneas.failover.readiness.ReadinessProcess.Looked;
import dev.aeneas.failover.readiness.ReadinessProcess.ObserversHeard;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadinessProcessTest {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final ProcessId ORDERS = new ProcessId("readiness", "orders");

    private final ProcessKind<ReadinessState> kind = ReadinessProcess.kind(INTERVAL);
    private final ProcessEngine engine = new ProcessEngine(
            URI.create("/test"), List.of(kind), new InMemoryJournal(), new RecordingPublisher(), () -> now());
    private int inputs;

    @BeforeEach
    void aClusterIsKnown() {
        handle(new TopologyChanged(ReadinessCase.ORDERS, new ClusterTopology(ReadinessCase.ORDERS, 1, List.of())));
    }

    private static Instant now() {
        return ReadinessCase.NOW;
    }

    private List<?> handle(Object body) {
        return engine.handle(input(body));
    }

    private List<?> report(Object body) {
        return engine.deliver(ORDERS, input(body));
    }

    private Received<Object> input(Object body) {
        var id = "input-" + ++inputs;
        return new Received<>(id, id, now(), body);
    }

    private ReadinessState state() {
        return engine.find(kind, "orders").orElseThrow();
    }

    private List<Look> open() {
        return kind.openWork(state()).stream().map(Look.class::cast).toList();
    }

    private List<?> found(ReadinessCase facts) {
        return report(new Looked(open().get(0).number(), facts.readiness()));
    }

    private void wake() {
        report(new Wake(state().nextAt()));
    }

    @Test
    void saysWhatItFoundFirstAndThenOnlyWhatIsNew() {
        assertThat(found(new ReadinessCase())).singleElement().isInstanceOf(ReadinessChanged.class);
        wake();
        assertThat(found(new ReadinessCase())).isEmpty();
        wake();
        assertThat(found(new ReadinessCase().down("127.0.2.2")))
                .singleElement()
                .isInstanceOfSatisfying(ReadinessChanged.class, changed -> assertThat(changed.level())
                        .isEqualTo(Level.RED));
        wake();
        assertThat(found(new ReadinessCase().down("127.0.2.2"))).isEmpty();
    }

    @Test
    void looksAgainAfterTheInterval() {
        found(new ReadinessCase());
        assertThat(open()).isEmpty();
        assertThat(kind.wakeAt(state())).contains(now().plus(INTERVAL));
    }

    @Test
    void looksAtOnceWhenThePolicyChangesAndForgetsWhatWasSeenBefore() {
        var before = open().get(0);
        handle(new FailoverPolicyChanged(
                ReadinessCase.ORDERS, Mode.AUTOMATIC, new DatacenterName("east"), new DatacenterName("west")));
        assertThat(report(new Looked(before.number(), new ReadinessCase().readiness())))
                .isEmpty();
        assertThat(open()).singleElement().satisfies(look -> assertThat(look.key())
                .isNotEqualTo(before.key()));
    }

    @Test
    void looksAtOnceWhenAnObserverFallsSilent() {
        found(new ReadinessCase());
        report(new ObserversHeard(ReadinessCase.ORDERS, Map.of("a", "east")));
        assertThat(open()).singleElement().satisfies(look -> assertThat(look.observers())
                .containsOnlyKeys("a"));
    }

    @Test
    void looksNoMoreAtADeletedCluster() {
        handle(new ClusterDeleted(ReadinessCase.ORDERS, "operation-1"));
        report(new ObserversHeard(ReadinessCase.ORDERS, Map.of("a", "east")));
        assertThat(open()).isEmpty();
        assertThat(kind.isClosed(state())).isTrue();
    }
}
