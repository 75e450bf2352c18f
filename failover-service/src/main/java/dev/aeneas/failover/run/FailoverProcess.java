package dev.aeneas.failover.run;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverCommand;
import dev.aeneas.contracts.FailoverCommand.AbortFailover;
import dev.aeneas.contracts.FailoverCommand.AbortMove;
import dev.aeneas.contracts.FailoverCommand.AcknowledgeFailover;
import dev.aeneas.contracts.FailoverCommand.FailBack;
import dev.aeneas.contracts.FailoverCommand.FailOver;
import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.FailoverCommand.StayHere;
import dev.aeneas.contracts.FailoverCommand.SwitchOver;
import dev.aeneas.contracts.FailoverEvent.FailoverRefused;
import dev.aeneas.contracts.FailoverEvent.RegionDegraded;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FailoverEvent.RegionRecovered;
import dev.aeneas.contracts.FailoverEvent.RegionSuspected;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.PolicyEvent.FailoversResumed;
import dev.aeneas.contracts.PolicyEvent.FailoversStopped;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.ScalingEvent.ScaleFailed;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.ScalingEvent.ScaleSuperseded;
import dev.aeneas.failover.hook.AskHooks;
import dev.aeneas.failover.hook.AskHooks.HooksAnswered;
import dev.aeneas.failover.move.Move;
import dev.aeneas.failover.move.SyncDatacenters.DatacentersSynced;
import dev.aeneas.failover.run.RepairStandby.StandbyRepaired;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.Work;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of the {@code failover} process: what concerns a cluster, and who decides on it. */
public final class FailoverProcess {
    public static final String NAME = "failover";

    private FailoverProcess() {}

    public static ProcessKind<ClusterFailover> kind(RunSettings settings) {
        var opening = new RunOpening(settings);
        var steps = new RunSteps(settings);
        var moves = new MoveSteps(settings);
        var moving = new MoveOpening(settings);
        var proposals = new Proposals(opening);
        return ProcessKind.of(NAME, ClusterFailover.class)
                .opens(TopologyChanged.class, m -> m.cluster().value(), FailoverProcess::topologyChanged)
                .on(ClusterDeleted.class, m -> m.cluster().value(), (state, in) -> Decision.of(state.gone()))
                .on(SetFailoverPolicy.class, m -> m.cluster().value(), PolicyDecisions::set, FailoverProcess::unknown)
                .on(RegionSuspected.class, m -> m.cluster().value(), FailoverProcess::suspected)
                .on(RegionRecovered.class, m -> m.cluster().value(), FailoverProcess::recovered)
                .on(RegionDegraded.class, m -> m.cluster().value(), opening::regionDegraded)
                .on(RegionDown.class, m -> m.cluster().value(), opening::regionDown)
                .on(FailOver.class, m -> m.cluster().value(), opening::failOver, FailoverProcess::unknown)
                .on(
                        ScaleCompleted.class,
                        m -> m.cluster().value(),
                        (s, in) -> either(s, in, steps::scaleCompleted, moves::scaleCompleted))
                .on(
                        ScaleFailed.class,
                        m -> m.cluster().value(),
                        (s, in) -> either(s, in, steps::scaleFailed, moves::scaleFailed))
                .on(
                        ScaleRefused.class,
                        m -> m.cluster().value(),
                        (s, in) -> either(s, in, steps::scaleRefused, moves::scaleRefused))
                .on(
                        ScaleSuperseded.class,
                        m -> m.cluster().value(),
                        (s, in) -> either(s, in, steps::scaleSuperseded, moves::scaleSuperseded))
                .on(SwitchOver.class, m -> m.cluster().value(), moving::switchOver, MoveOpening::unknown)
                .on(FailBack.class, m -> m.cluster().value(), moving::failBack, MoveOpening::unknown)
                .on(StayHere.class, m -> m.cluster().value(), moving::stay, MoveOpening::unknown)
                .on(AbortMove.class, m -> m.cluster().value(), MoveEnds::abort, MoveOpening::unknown)
                .onReport(StandbyRepaired.class, steps::repaired)
                .on(
                        AcknowledgeFailover.class,
                        m -> m.cluster().value(),
                        PersonDecisions::acknowledge,
                        FailoverProcess::unknown)
                .on(AbortFailover.class, m -> m.cluster().value(), PersonDecisions::abort, FailoverProcess::unknown)
                .on(FailoversStopped.class, m -> m.cluster().value(), PersonDecisions::stopped)
                .on(FailoversResumed.class, m -> m.cluster().value(), PersonDecisions::resumed)
                .onReport(HooksAnswered.class, proposals::answered)
                .onReport(
                        WorkFailed.class,
                        (s, in) -> in.body().work() instanceof AskHooks
                                ? proposals.failed(s, in)
                                : either(s, in, steps::repairFailed, moves::syncFailed))
                .onReport(DatacentersSynced.class, moves::synced)
                .onReport(Wake.class, (s, in) -> either(s, in, steps::wake, moves::wake))
                .work(FailoverProcess::openWork)
                .wakeAt(FailoverProcess::wakeAt)
                .build();
    }

    /** A run and a move are never open together: what does not concern the one may concern the other. */
    private static <T> Decision<ClusterFailover> either(
            ClusterFailover state,
            Received<T> input,
            ProcessKind.Decide<ClusterFailover, T> run,
            ProcessKind.Decide<ClusterFailover, T> move) {
        return state.openMove().isPresent() ? move.decide(state, input) : run.decide(state, input);
    }

    private static Decision<ClusterFailover> topologyChanged(
            Optional<ClusterFailover> state, Received<TopologyChanged> input) {
        var topology = input.body().topology();
        if (state.isEmpty()) {
            return Decision.of(ClusterFailover.begun(topology));
        }
        boolean older = !state.get().deleted()
                && topology.revision() <= state.get().topology().revision();
        return Decision.of(older ? state.get() : state.get().with(topology));
    }

    private static Decision<ClusterFailover> suspected(ClusterFailover state, Received<RegionSuspected> input) {
        var region = input.body().region();
        return Decision.of(state.with(region, state.standing(region).suspected(input.at())));
    }

    private static Decision<ClusterFailover> recovered(ClusterFailover state, Received<RegionRecovered> input) {
        var region = input.body().region();
        return Decision.of(state.with(region, state.standing(region).recovered()));
    }

    private static FailoverRefused unknown(Received<? extends FailoverCommand> input) {
        return unknown(input.body().cluster(), input.body());
    }

    static FailoverRefused unknown(ClusterName cluster, FailoverCommand command) {
        return refused(
                cluster,
                command,
                Refusal.Kind.NOT_FOUND,
                List.of(new Violation("cluster", "must be a cluster that exists; '" + cluster + "' is not known")));
    }

    static FailoverRefused refused(
            ClusterName cluster, FailoverCommand command, Refusal.Kind kind, List<Violation> violations) {
        return new FailoverRefused(cluster, MessageTypes.nameOf(command.getClass()), kind, violations);
    }

    private static List<Work> openWork(ClusterFailover state) {
        return Stream.of(Proposals.work(state).stream(), repairs(state), MoveSteps.openWork(state))
                .<Work>flatMap(work -> work)
                .toList();
    }

    private static Stream<RepairStandby> repairs(ClusterFailover state) {
        return state.openRun().stream()
                .filter(FailoverRun.Repairing.class::isInstance)
                .map(FailoverRun.Repairing.class::cast)
                .filter(run -> run.notBefore() == null)
                .map(run -> new RepairStandby(
                        state.cluster(),
                        run.facts().runId(),
                        run.attempt(),
                        run.facts().to(),
                        state.contactPoints(run.facts().to())));
    }

    private static Optional<Instant> wakeAt(ClusterFailover state) {
        if (state.openMove().isPresent()) {
            return state.openMove().map(Move.Open::wakeAt);
        }
        return state.openRun().map(run -> {
            if (run instanceof FailoverRun.Growing growing) {
                return growing.wakeAt();
            }
            return run instanceof FailoverRun.Repairing repairing ? repairing.notBefore() : null;
        });
    }
}
