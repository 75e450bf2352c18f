package dev.aeneas.failover.stop;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverCommand.ResumeFailovers;
import dev.aeneas.contracts.FailoverCommand.StopFailovers;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.PolicyEvent.FailoversResumed;
import dev.aeneas.contracts.PolicyEvent.FailoversStopped;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.Work;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The table of the {@code stop} process, of which there is one. */
public final class StopProcess {
    public static final String NAME = "stop";
    public static final String ID = "all";

    /** A cluster that is created while the switch is on hears of it within this time. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private StopProcess() {}

    /** Somebody sees which clusters there are. */
    record FindClusters(int number) implements Work {
        @Override
        public String key() {
            return "clusters-" + number;
        }
    }

    /** Those that there are. */
    record ClustersFound(int number, Set<ClusterName> clusters) {}

    /** The table. */
    public static ProcessKind<StopSwitch> kind() {
        return ProcessKind.of(NAME, StopSwitch.class)
                .opens(StopFailovers.class, m -> ID, StopProcess::stop)
                .opens(ResumeFailovers.class, m -> ID, StopProcess::resume)
                .onReport(ClustersFound.class, StopProcess::found)
                .onReport(
                        WorkFailed.class,
                        (state, in) -> Decision.of(
                                state.isLooking() ? state.told(Set.of(), in.at().plus(LOOK_AGAIN)) : state))
                .onReport(
                        Wake.class,
                        (state, in) -> Decision.of(in.body().due().equals(state.nextAt()) ? state.lookNow() : state))
                .work(state -> state.isLooking() ? List.of(new FindClusters(state.looks())) : List.of())
                .wakeAt(state -> Optional.ofNullable(state.nextAt()))
                .build();
    }

    /** The process with its worker, which is told which clusters exist. */
    public static HostedProcess<StopSwitch, Work> hosted(
            ProcessKind<StopSwitch> kind, Supplier<Set<ClusterName>> clusters) {
        return new HostedProcess<>(
                kind, Work.class, (process, work) -> new ClustersFound(((FindClusters) work).number(), clusters.get()));
    }

    private static Decision<StopSwitch> stop(Optional<StopSwitch> state, Received<StopFailovers> input) {
        return Decision.of(state.orElseGet(StopSwitch::off).stop(input.body().reason(), input.at()));
    }

    private static Decision<StopSwitch> resume(Optional<StopSwitch> state, Received<ResumeFailovers> input) {
        var before = state.orElseGet(StopSwitch::off);
        var reason = input.body().reason();
        var said = before.told().stream()
                .sorted()
                .map(cluster -> new FailoversResumed(cluster, reason))
                .toArray(Message[]::new);
        return Decision.of(before.resume(reason, input.at()), said);
    }

    private static Decision<StopSwitch> found(StopSwitch state, Received<ClustersFound> input) {
        if (!state.isLooking() || input.body().number() != state.looks()) {
            return Decision.of(state);
        }
        var untold = new TreeSet<>(input.body().clusters());
        untold.removeAll(state.told());
        var said = untold.stream()
                .map(cluster -> new FailoversStopped(cluster, state.reason()))
                .toArray(Message[]::new);
        return Decision.of(state.told(untold, input.at().plus(LOOK_AGAIN)), said);
    }
}
