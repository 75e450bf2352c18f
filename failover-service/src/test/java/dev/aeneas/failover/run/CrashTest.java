package dev.aeneas.failover.run;

import static dev.aeneas.failover.run.FailoverScenario.EAST;
import static dev.aeneas.failover.run.FailoverScenario.ORDERS;
import static dev.aeneas.failover.run.FailoverScenario.RUN;
import static dev.aeneas.failover.run.FailoverScenario.SMALL;
import static dev.aeneas.failover.run.FailoverScenario.START;
import static dev.aeneas.failover.run.FailoverScenario.WEST;
import static dev.aeneas.failover.run.FailoverScenario.scaled;
import static dev.aeneas.failover.run.FailoverScenario.topology;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.Observation.DatacenterObserved;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.failover.detection.Decider;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.detection.RegionDecisions;
import dev.aeneas.failover.run.RepairStandby.StandbyRepaired;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The service dies before and after every call to its journal and between every two messages, twice in a row of a walk from
 * the first silent probe to the end of the run: the region is announced once, one run opens, nothing is lost.
 */
class CrashTest {
    private static final String[] OBSERVERS = {"east", "west", "witness"};
    private static final List<String> WALK = List.of(
            "FailoverPolicyChanged",
            "RegionSuspected",
            "RegionDown",
            "FailoverStarted",
            "TrafficShifted",
            "ScaleDatacenter",
            "CapacityRestored",
            "ConsistencyRestored",
            "FailoverCompleted");

    @Test
    void announcesOneLossAndOpensOneRunWhereverItDies() {
        var undisturbed = new Walk(Integer.MAX_VALUE, Integer.MAX_VALUE).run();
        assertThat(undisturbed.said()).containsExactlyElementsOf(WALK);
        assertThat(undisturbed.points).isGreaterThan(50);

        for (int first = 0; first < undisturbed.points; first++) {
            for (int second = first; second < undisturbed.points; second += 5) {
                assertThat(new Walk(first, second).run().said())
                        .as("died at points %d and %d", first, second)
                        .containsExactlyElementsOf(WALK);
            }
        }
    }

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** One life after the other on the same journal. */
    private static final class Walk {
        private final InMemoryJournal journal = new InMemoryJournal();
        private final RecordingPublisher publisher = new RecordingPublisher();
        private final List<Consumer<Life>> steps = List.of(
                life -> life.handle("topology", new TopologyChanged(ORDERS, topology(1, 3, SMALL))),
                life -> life.handle("policy", new SetFailoverPolicy(ORDERS, Mode.AUTOMATIC, EAST, WEST, null, null)),
                life -> life.rounds(8, 0),
                life -> life.rounds(8, 1),
                Life::consumeOwnEvents,
                life -> life.handle("scaled", scaled(RUN)),
                life -> life.engine.deliver(
                        new ProcessId(FailoverProcess.NAME, "orders"),
                        life.received("repaired", new StandbyRepaired(RUN))));
        private final int[] deaths;
        private int died;
        private int points;
        private Instant now = START;
        private int consumed;
        private int silentRounds; // the observers live on while the decider dies

        Walk(int... deaths) {
            this.deaths = deaths;
        }

        Walk run() {
            int done = 0;
            while (done < steps.size()) {
                var life = new Life();
                try {
                    while (done < steps.size()) {
                        steps.get(done).accept(life);
                        done++;
                    }
                } catch (Died e) {
                    // comes back, and gets again what it had not acknowledged
                }
            }
            return this;
        }

        List<String> said() {
            return publisher.messages().stream()
                    .map(m -> m.getClass().getSimpleName())
                    .toList();
        }

        private void pass() {
            if (died < deaths.length && deaths[died] <= points++) {
                died++;
                throw new Died();
            }
            if (died == deaths.length) {
                points++;
            }
        }

        /** Between two deaths. */
        private final class Life {
            private final ProcessEngine engine = new ProcessEngine(
                    URI.create("/test"),
                    List.of(RegionDecisions.KIND, FailoverProcess.kind(RunSettings.DEFAULT)),
                    dying(journal),
                    this::publish,
                    () -> now);
            private final Decider decider = new Decider(DetectionParameters.DEFAULT, engine, () -> now, () -> now);

            private void publish(List<Envelope> messages) {
                for (var message : messages) {
                    pass();
                    publisher.publish(List.of(message));
                }
                pass();
            }

            private Journal dying(Journal real) {
                return (Journal) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                            pass();
                            try {
                                var result = method.invoke(real, arguments);
                                pass();
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
            }

            Received<?> received(String id, Object body) {
                return new Received<>(id, id, now, body);
            }

            void handle(String id, Object body) {
                engine.handle(received(id, body));
            }

            /** Rounds of all observers, in which east is silent one round longer each time, or not at all. */
            void rounds(int count, int silentMore) {
                for (int round = 1; round <= count; round++) {
                    now = now.plusMillis(250);
                    silentRounds += silentMore;
                    for (var observer : OBSERVERS) {
                        decider.observe(observed(EAST, "east", observer, silentRounds));
                        decider.observe(observed(WEST, "west", observer, 0));
                    }
                    decider.tick();
                }
            }

            private DatacenterObserved observed(DatacenterName datacenter, String region, String observer, int silent) {
                return new DatacenterObserved(
                        ORDERS, datacenter, region, observer, observer, 1, 1, 6, 0, silent, now, now);
            }

            /** As Kafka does: each message at least once, in order, until it is acknowledged. */
            void consumeOwnEvents() {
                for (; consumed < publisher.envelopes().size(); consumed++) {
                    engine.handle(Received.from(publisher.envelopes().get(consumed), now));
                }
            }
        }
    }
}
