package dev.aeneas.scaling.change;

import dev.aeneas.contracts.ChangeEvent.ChangeRequested;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.NodeChange;
import dev.aeneas.contracts.NodeChange.RollNodes;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingCommand;
import dev.aeneas.contracts.ScalingCommand.ChangeNodes;
import dev.aeneas.contracts.ScalingCommand.ResumeRun;
import dev.aeneas.contracts.ScalingCommand.RollBackRun;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.util.List;

/** Which changes may begin: one at a time for each cluster; asking again under the same id is harmless. */
final class Admission {
    private static final String RESUMED = "-resumed";
    private static final String BACK = "-back";

    private Admission() {}

    static Decision<Changes> change(Changes changes, Received<ChangeNodes> in, Patience patience) {
        var command = in.body();
        var runId = command.runId() == null ? in.id() : command.runId();
        var wanted = ChangeRun.waiting(command.cluster(), command.datacenter(), runId, command.change(), patience);
        return admit(changes, command, wanted);
    }

    static Decision<Changes> resume(Changes changes, Received<ResumeRun> in, Patience patience) {
        var command = in.body();
        var stopped = changes.run(command.runId());
        if (stopped.filter(run -> run.phase() == ChangeRun.Phase.STOPPED).isEmpty()) {
            return refused(
                    changes, command, command.runId(), Kind.CONFLICT, notStopped(stopped.isPresent(), command.runId()));
        }
        return again(changes, command, stopped.get(), RESUMED, resumed(stopped.get()), patience);
    }

    static Decision<Changes> rollBack(Changes changes, Received<RollBackRun> in, Patience patience) {
        var command = in.body();
        var run = changes.run(command.runId());
        if (run.filter(ChangeRun::over).isEmpty()) {
            return refused(
                    changes, command, command.runId(), Kind.CONFLICT, notStopped(run.isPresent(), command.runId()));
        }
        if (!(run.get().change() instanceof RollNodes roll) || roll.before() == null) {
            var violation =
                    new Violation("runId", "must be a rolling change that had begun; nothing can be taken back");
            return refused(changes, command, command.runId(), Kind.CONFLICT, violation);
        }
        var back =
                new RollNodes(roll.before().settings(), roll.before().version(), failedRack(run.get()), wanted(roll));
        return again(changes, command, run.get(), BACK, back, patience);
    }

    private static Decision<Changes> again(
            Changes changes,
            ScalingCommand command,
            ChangeRun run,
            String suffix,
            NodeChange change,
            Patience patience) {
        return admit(
                changes,
                command,
                ChangeRun.waiting(run.cluster(), run.datacenter(), run.runId() + suffix, change, patience));
    }

    private static Decision<Changes> admit(Changes changes, ScalingCommand command, ChangeRun wanted) {
        var known = changes.run(wanted.runId());
        if (known.isPresent()) {
            return sameAgain(known.get(), wanted)
                    ? Decision.of(changes, requested(known.get()))
                    : refused(changes, command, null, Kind.CONFLICT, new Violation("runId", "must be new"));
        }
        if (changes.topology() == null
                || changes.topology().datacenter(wanted.datacenter()).isEmpty()) {
            return refused(changes, command, wanted.runId(), Kind.NOT_FOUND, gone(wanted.datacenter()));
        }
        var violations = ChangeRules.check(changes.topology(), wanted.datacenter(), wanted.change());
        if (!violations.isEmpty()) {
            return Decision.of(changes, refusal(command, wanted.cluster(), wanted.runId(), Kind.INVALID, violations));
        }
        if (changes.open() != null) {
            var violation = new Violation(
                    "cluster", "must not be changed by run " + changes.open().runId() + " at the moment; wait for it");
            return refused(changes, command, wanted.runId(), Kind.CONFLICT, violation);
        }
        return Decision.of(
                changes.with(wanted), requested(wanted), new ReserveTopology(wanted.cluster(), wanted.runId()));
    }

    private static boolean sameAgain(ChangeRun known, ChangeRun wanted) {
        // what is carried out says more than what was asked for
        return known.datacenter().equals(wanted.datacenter())
                && known.change().getClass() == wanted.change().getClass();
    }

    private static NodeChange resumed(ChangeRun run) {
        return run.change() instanceof RollNodes roll
                ? new RollNodes(roll.settings(), roll.version(), failedRack(run), roll.before())
                : run.change();
    }

    /** What the nodes were to have: what a roll back goes back to if it is itself rolled back. */
    private static NodeSetup wanted(RollNodes roll) {
        return new NodeSetup(roll.settings(), roll.version());
    }

    /** A rack whose nodes may be down comes first: no other one may restart before it is up. */
    private static String failedRack(ChangeRun run) {
        if (run.steps().isEmpty() || run.allDone()) {
            return null;
        }
        return run.step().step() instanceof TopologyStep.RollNodes
                ? run.step().stepId().substring(run.step().stepId().indexOf("-roll-") + "-roll-".length())
                : null;
    }

    static Message unknown(Received<? extends ScalingCommand> in) {
        var command = in.body();
        return refusal(command, command.cluster(), null, Kind.NOT_FOUND, List.of(noCluster(command.cluster())));
    }

    private static ChangeRequested requested(ChangeRun run) {
        return new ChangeRequested(run.cluster(), run.datacenter(), run.runId(), run.change());
    }

    private static Violation notStopped(boolean known, String runId) {
        return new Violation(
                "runId", known ? "must have stopped; it goes on" : "must exist; there is no '" + runId + "'");
    }

    private static Violation gone(DatacenterName datacenter) {
        return new Violation("datacenter", "must exist; there is no '" + datacenter + "'");
    }

    private static Violation noCluster(ClusterName cluster) {
        return new Violation("cluster", "must exist; there is no '" + cluster + "'");
    }

    private static Decision<Changes> refused(
            Changes changes, ScalingCommand command, String runId, Kind kind, Violation violation) {
        return Decision.of(changes, refusal(command, command.cluster(), runId, kind, List.of(violation)));
    }

    private static ScaleRefused refusal(
            ScalingCommand command, ClusterName cluster, String runId, Kind kind, List<Violation> violations) {
        return new ScaleRefused(cluster, MessageTypes.nameOf(command.getClass()), kind, violations, runId);
    }
}
