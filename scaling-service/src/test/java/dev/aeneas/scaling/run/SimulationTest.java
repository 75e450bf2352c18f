package dev.aeneas.scaling.run;

import static dev.aeneas.scaling.Machines.LARGE;
import static dev.aeneas.scaling.Machines.MEDIUM;
import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.emergency;
import static dev.aeneas.scaling.Machines.keeping;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.quiet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.DatacenterReady;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.ScalingEvent.ScaleFailed;
import dev.aeneas.contracts.ScalingEvent.ScalePlanned;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.ScalingEvent.ScaleSuperseded;
import dev.aeneas.scaling.Machines;
import dev.aeneas.scaling.plan.Demand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the log does: every run ends, the lock is free, the throttles are back, no step is done twice. */
class SimulationTest {
    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static Simulation simulate(long seed) {
        var simulation = new Simulation(seed, orders(seed % 3 == 0 ? 6 : 3, seed % 2 == 0 ? SMALL : MEDIUM));
        demands(seed).forEach(simulation::ask);
        simulation.run();
        return simulation;
    }

    private static List<Demand> demands(long seed) {
        return switch ((int) (seed % 5)) {
            case 0 -> List.of(emergency("a", 6, MEDIUM), emergency("b", 9, LARGE));
            case 1 -> List.of(emergency("a", 9, LARGE), quiet("b", 3, null));
            case 2 -> List.of(quiet("a", 3, SMALL), quiet("a", 3, SMALL), quiet("b", 6, SMALL));
            case 3 -> List.of(quiet("a", 9, null), quiet("a", 6, null), quiet("b", 4, null));
            default -> List.of(emergency("a", 6, LARGE), emergency("a", 6, LARGE));
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRunEndsWithTheLockFreeAndTheThrottlesBack(long seed) {
        var simulation = simulate(seed);

        assertThat(simulation.openRuns()).isEmpty();
        assertThat(simulation.provisioning.holder()).isNull();
        assertThat(simulation.cluster().openRun()).isNull();
        if (putBackWasPossible(simulation)) {
            assertThat(simulation.provisioning.throttlesLifted()).isFalse();
        }
    }

    /** Three failures in a row of the very step that puts them back are told as such, and are no oversight. */
    private static boolean putBackWasPossible(Simulation simulation) {
        return simulation.provisioning.effects().stream()
                        .filter(step -> step.stepId().contains("restore-throttles"))
                        .count()
                < Simulation.BOUNDS.attempts();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aNewDatacenterGetsItsSparesByItself(long seed) {
        var simulation = new Simulation(seed, keeping(2, orders(3, SMALL)));
        simulation.provisioning.failNothing();
        simulation.send(new DatacenterReady(ORDERS, "op-1", WEST));
        simulation.run();

        assertThat(simulation.provisioning.topology().nodes())
                .filteredOn(node -> node.state() == NodeState.PREPARED)
                .extracting(Node::name)
                .containsExactly("west_4", "west_5");
        assertThat(simulation.provisioning.holder()).isNull();
        assertThat(simulation.cluster().openRun()).isNull();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachRunSaysHowItEndedAndNeverAnythingElse(long seed) {
        Map<String, Set<Message>> ends = new HashMap<>();
        simulate(seed).published.stream()
                .map(Envelope::body)
                .filter(message -> message instanceof ScaleCompleted
                        || message instanceof ScaleFailed
                        || message instanceof ScaleSuperseded)
                .forEach(message -> ends.computeIfAbsent(runOf(message), run -> new HashSet<>())
                        .add(message));

        assertThat(ends.values()).allSatisfy(said -> assertThat(said).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyDemandIsAnswered(long seed) {
        var answered = simulate(seed).published.stream()
                .map(Envelope::body)
                .flatMap(message -> Stream.ofNullable(runOf(message)))
                .collect(Collectors.toSet());

        assertThat(answered)
                .containsAll(demands(seed).stream().map(Demand::runId).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aStepIsAskedForInOneWayAndAtMostAsOftenAsTheBoundSays(long seed) {
        var simulation = simulate(seed);

        Map<String, Set<Message>> asked = new HashMap<>();
        Map<String, Set<String>> attempts = new HashMap<>();
        for (var envelope : simulation.published) {
            if (envelope.body() instanceof RunTopologyStep step) {
                asked.computeIfAbsent(step.runId() + step.stepId(), key -> new HashSet<>())
                        .add(step);
                attempts.computeIfAbsent(step.runId() + planned(step), key -> new HashSet<>())
                        .add(step.stepId());
            }
        }
        assertThat(asked.values()).allSatisfy(ways -> assertThat(ways).hasSize(1));
        assertThat(attempts.values())
                .allSatisfy(ids -> assertThat(ids).hasSizeLessThanOrEqualTo(Simulation.BOUNDS.attempts()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noStepBeginsBeforeThoseThatItWaitsFor(long seed) {
        var simulation = simulate(seed);
        Map<String, ScalePlanned> plans = simulation.published.stream()
                .map(Envelope::body)
                .filter(ScalePlanned.class::isInstance)
                .map(ScalePlanned.class::cast)
                .collect(Collectors.toMap(ScalePlanned::runId, plan -> plan, (one, same) -> one));

        Map<String, Set<String>> begun = new HashMap<>();
        for (var step : simulation.provisioning.effects()) {
            var before = begun.computeIfAbsent(step.runId(), run -> new HashSet<>());
            boolean emergencyExit = step.stepId().contains("restore-throttles");
            if (!emergencyExit && plans.containsKey(step.runId())) {
                assertThat(before).containsAll(after(plans.get(step.runId()), planned(step)));
            }
            before.add(planned(step));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatACompletedRunPromisedIsThere(long seed) {
        var simulation = simulate(seed);

        if (simulation.runOf("a") instanceof Ended ended
                && ended.outcome() instanceof Outcome.Completed completed
                && simulation.runOf("b") == null) {
            var west =
                    simulation.provisioning.topology().datacenter(Machines.WEST).orElseThrow();
            assertThat(west.nodes()).extracting(Node::name).containsExactlyInAnyOrderElementsOf(completed.nodes());
            assertThat(west.nodes()).extracting(Node::sku).containsOnly(completed.sku());
        }
    }

    /** Otherwise the sentences above would be about nothing. */
    @Test
    void theSeedsMeetSuccessFailureAndPutBackThrottles() {
        var outcomes = seeds().mapToObj(SimulationTest::simulate)
                .map(simulation -> simulation.runOf("a"))
                .filter(Ended.class::isInstance)
                .map(run -> (Ended) run)
                .toList();

        assertThat(outcomes)
                .extracting(run -> (Object) run.outcome().getClass())
                .contains(Outcome.Completed.class, Outcome.Failed.class);
        assertThat(outcomes)
                .filteredOn(run -> run.outcome() instanceof Outcome.Failed && run.execution() != null)
                .anySatisfy(run -> assertThat(run.execution().steps())
                        .anySatisfy(
                                step -> assertThat(step.stepId() + step.phase()).endsWith("restore-throttlesDONE")));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void waitsForProvisioningsOwnOperation(long seed) {
        var simulation = new Simulation(seed, orders(3, SMALL));
        simulation.provisioning.operate("create-datacenter");
        simulation.ask(emergency("a", 6, null));
        simulation.runSome(200);
        assertThat(simulation.provisioning.effects()).isEmpty();

        simulation.provisioning.operationEnds();
        simulation.run();
        assertThat(simulation.runOf("a")).isInstanceOf(Ended.class);
        assertThat(simulation.provisioning.holder()).isNull();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void refusesWhoIsInNoHurryAndNamesWhoHoldsTheLock(long seed) {
        var simulation = new Simulation(seed, orders(3, SMALL));
        simulation.provisioning.operate("restore-7");
        simulation.ask(quiet("a", 6, null));
        simulation.run();

        assertThat(simulation.runOf("a").outcome())
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.violations())
                        .singleElement()
                        .satisfies(violation -> assertThat(violation.rule()).contains("restore-7")));
        assertThat(simulation.provisioning.effects()).isEmpty();
        assertThat(simulation.cluster().openRun()).isNull();
    }

    /** Whatever the log did: whoever was asked for last is who is left. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aNewerRunGoesOnWhereTheOneThatMadeWayStopped(long seed) {
        var simulation = new Simulation(seed, orders(3, SMALL));
        simulation.provisioning.failNothing();
        simulation.ask(emergency("a", 6, MEDIUM));
        simulation.runSome((int) (10 + seed));
        simulation.ask(emergency("b", 9, LARGE));
        simulation.run();

        assertThat(simulation.runOf("b").outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(simulation.runOf("a").outcome()).isInstanceOfAny(Outcome.Completed.class, Outcome.Superseded.class);
        var west = simulation.provisioning.topology().datacenter(Machines.WEST).orElseThrow();
        assertThat(west.nodes()).hasSize(9);
        assertThat(west.nodes()).extracting(Node::sku).containsOnly(LARGE);
        assertThat(simulation.provisioning.throttlesLifted()).isFalse();
        assertThat(epochs(simulation, "b")).allMatch(epoch -> epoch > highest(epochs(simulation, "a")));
    }

    /** Otherwise the sentence above would be about runs that had ended before. */
    @Test
    void theSeedsMakeRunsGiveWayInTheMiddleOfTheirSteps() {
        var superseded = new ArrayList<ScaleRun>();
        seeds().forEach(seed -> {
            var simulation = new Simulation(seed, orders(3, SMALL));
            simulation.provisioning.failNothing();
            simulation.ask(emergency("a", 6, MEDIUM));
            simulation.runSome((int) (10 + seed));
            simulation.ask(emergency("b", 9, LARGE));
            simulation.run();
            superseded.add(simulation.runOf("a"));
        });

        assertThat(superseded)
                .filteredOn(run -> run.outcome() instanceof Outcome.Superseded && run.execution() != null)
                .anySatisfy(run -> assertThat(run.execution().done()).isPositive());
    }

    private static List<Long> epochs(Simulation simulation, String runId) {
        return simulation.provisioning.effects().stream()
                .filter(step -> step.runId().equals(runId))
                .map(RunTopologyStep::epoch)
                .toList();
    }

    private static long highest(List<Long> epochs) {
        return epochs.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static List<String> after(ScalePlanned plan, String stepId) {
        return plan.steps().stream()
                .filter(step -> step.stepId().equals(stepId))
                .flatMap(step -> step.after().stream())
                .toList();
    }

    private static String planned(RunTopologyStep step) {
        return step.stepId().replaceFirst("#.*", "");
    }

    private static String runOf(Message message) {
        if (message instanceof ScaleCompleted completed) {
            return completed.runId();
        }
        if (message instanceof ScaleFailed failed) {
            return failed.runId();
        }
        if (message instanceof ScaleSuperseded superseded) {
            return superseded.runId();
        }
        return message instanceof ScaleRefused refused ? refused.runId() : null;
    }
}
