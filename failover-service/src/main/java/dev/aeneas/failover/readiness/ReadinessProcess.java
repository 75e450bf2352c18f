package dev.aeneas.failover.readiness;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverEvent.FailoverCompleted;
import dev.aeneas.contracts.FailoverEvent.FailoverFailed;
import dev.aeneas.contracts.FailoverEvent.FailoverPolicyChanged;
import dev.aeneas.contracts.FailoverEvent.RegionRecovered;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ReadinessEvent.ReadinessChanged;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.Work;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of the {@code readiness} process, one per cluster: look, say what is new, look again. */
public final class ReadinessProcess {
    public static final String NAME = "readiness";

    private final Duration interval;

    private ReadinessProcess(Duration interval) {
        this.interval = interval;
    }

    /** Somebody gathers the facts. */
    record Look(ClusterName cluster, int number, Map<String, String> observers) implements Work {
        @Override
        public String key() {
            return "look-" + number;
        }

        @Override
        public boolean routine() {
            return true;
        }
    }

    /** What the look of this number found. */
    record Looked(int number, Readiness readiness) {}

    /** The observers that were heard lately are others than before, with the region each looks from. */
    public record ObserversHeard(ClusterName cluster, Map<String, String> observers) {}

    /** Gathers the facts of a cluster; waits for nodes and services within bounds. */
    @FunctionalInterface
    public interface GatherFacts {
        ReadinessFacts gather(ClusterName cluster, Map<String, String> observers);
    }

    /**
     * The table.
     *
     * @param interval from one look to the next where nothing happens meanwhile
     */
    public static ProcessKind<ReadinessState> kind(Duration interval) {
        var decide = new ReadinessProcess(interval);
        return ProcessKind.of(NAME, ReadinessState.class)
                .opens(TopologyChanged.class, m -> m.cluster().value(), ReadinessProcess::known)
                .on(ClusterDeleted.class, m -> m.cluster().value(), (state, in) -> Decision.of(state.gone()))
                .opens(ObserversHeard.class, m -> m.cluster().value(), ReadinessProcess::heard)
                .on(FailoverPolicyChanged.class, m -> m.cluster().value(), ReadinessProcess::lookNow)
                .on(RegionRecovered.class, m -> m.cluster().value(), ReadinessProcess::lookNow)
                .on(FailoverCompleted.class, m -> m.cluster().value(), ReadinessProcess::lookNow)
                .on(FailoverFailed.class, m -> m.cluster().value(), ReadinessProcess::lookNow)
                .onReport(Looked.class, decide::found)
                .onReport(
                        Wake.class,
                        (state, in) -> Decision.of(in.body().due().equals(state.nextAt()) ? state.lookNow() : state))
                .onReport(
                        WorkFailed.class,
                        (state, in) -> Decision.of(
                                state.isLooking() ? state.lookAt(in.at().plus(interval)) : state))
                .work(state -> state.isLooking()
                        ? List.of(new Look(state.cluster(), state.looks(), state.observers()))
                        : List.of())
                .wakeAt(state -> Optional.ofNullable(state.nextAt()))
                .closedWhen(ReadinessState::deleted)
                .build();
    }

    /** The process with its worker. */
    public static HostedProcess<ReadinessState, Work> hosted(ProcessKind<ReadinessState> kind, GatherFacts facts) {
        return new HostedProcess<>(kind, Work.class, (process, work) -> {
            var look = (Look) work;
            return new Looked(look.number(), Readiness.of(facts.gather(look.cluster(), look.observers())));
        });
    }

    private static Decision<ReadinessState> known(Optional<ReadinessState> state, Received<TopologyChanged> input) {
        return Decision.of(state.filter(s -> !s.deleted())
                .map(ReadinessState::lookNow)
                .orElseGet(() -> ReadinessState.of(input.body().cluster())));
    }

    private static Decision<ReadinessState> heard(Optional<ReadinessState> state, Received<ObserversHeard> input) {
        var known = state.orElseGet(() -> ReadinessState.of(input.body().cluster()));
        return Decision.of(known.heard(input.body().observers()));
    }

    private static Decision<ReadinessState> lookNow(ReadinessState state, Received<? extends Message> input) {
        return Decision.of(state.lookNow());
    }

    private Decision<ReadinessState> found(ReadinessState state, Received<Looked> input) {
        if (!state.isLooking() || input.body().number() != state.looks()) {
            return Decision.of(state);
        }
        var readiness = input.body().readiness();
        var next = state.found(readiness, input.at().plus(interval));
        return readiness.isNewsAfter(state.last())
                ? Decision.of(
                        next,
                        new ReadinessChanged(
                                state.cluster(),
                                readiness.level(),
                                readiness.findings(),
                                readiness.growth(),
                                readiness.checkedAt()))
                : Decision.of(next);
    }
}
