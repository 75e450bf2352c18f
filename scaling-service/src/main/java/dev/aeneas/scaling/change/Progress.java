package dev.aeneas.scaling.change;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.NodeChange.RollNodes;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepCompleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepFailed;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingEvent.ScaleRequested;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.scaling.change.ChangeRun.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the open change goes on: by provisioning's answers, by time, and by an emergency that needs its place. */
final class Progress {
    private static final String RESERVE = MessageTypes.nameOf(ReserveTopology.class);
    private static final String RUN_STEP = MessageTypes.nameOf(RunTopologyStep.class);
    private static final String RELEASE = MessageTypes.nameOf(ReleaseTopology.class);

    private Progress() {}

    static Decision<Changes> reserved(Changes changes, TopologyReserved event, Patience patience) {
        var mine = changes.run(event.runId());
        if (mine.isEmpty()) {
            return Decision.of(changes);
        }
        var run = mine.get();
        if (run.over()) {
            return Decision.of(changes, release(run.underEpoch(event.epoch()))); // it came too late
        }
        if (run.phase() != Phase.WAITING) {
            return Decision.of(changes);
        }
        var violations = violations(run, event);
        if (!violations.isEmpty()) {
            return stop(changes, run.underEpoch(event.epoch()), refused(run, violations), patience);
        }
        var datacenter = event.topology().datacenter(run.datacenter()).orElseThrow();
        var planned = run.running(
                event.epoch(), ChangePlan.of(datacenter, run.change(), event.setups(), event.grain()), patience);
        return begun(changes, planned, patience);
    }

    private static Decision<Changes> begun(Changes changes, ChangeRun planned, Patience patience) {
        if (planned.allDone()) {
            return release(changes, planned.releasing(null, patience), List.of(Told.planned(planned)));
        }
        var said = List.of(Told.planned(planned), step(planned), Told.started(planned));
        return new Decision<>(changes.with(planned), said);
    }

    /** The machines may be others than when it was admitted; and only the provider knows its versions. */
    private static List<Violation> violations(ChangeRun run, TopologyReserved event) {
        var violations = new ArrayList<>(ChangeRules.check(event.topology(), run.datacenter(), run.change()));
        violations.addAll(ChangeRules.ofGrain(run.change(), event.grain()));
        Optional.of(run.change())
                .filter(RollNodes.class::isInstance)
                .map(change -> ((RollNodes) change).version())
                .filter(version -> !event.versions().contains(version))
                .ifPresent(version -> violations.add(new Violation(
                        "change.version", "must be one of " + event.versions() + "; was '" + version + "'")));
        return violations;
    }

    static Decision<Changes> stepCompleted(Changes changes, TopologyStepCompleted event, Patience patience) {
        var inFlight = inFlight(changes, event.runId(), event.epoch(), event.stepId());
        if (inFlight.isEmpty()) {
            return Decision.of(changes);
        }
        var next = inFlight.get().nextStep(patience);
        var said = new ArrayList<Message>(List.of(Told.completed(inFlight.get(), next)));
        if (next.allDone() || next.error() != null) {
            return release(changes, next.releasing(next.allDone() ? null : next.error(), patience), said);
        }
        said.add(step(next));
        said.add(Told.started(next));
        return new Decision<>(changes.with(next), said);
    }

    static Decision<Changes> stepFailed(Changes changes, TopologyStepFailed event, Patience patience) {
        return inFlight(changes, event.runId(), event.epoch(), event.stepId())
                .map(run -> release(changes, run.releasing(event.error(), patience), List.of(Told.failed(run))))
                .orElseGet(() -> Decision.of(changes));
    }

    static Decision<Changes> released(Changes changes, TopologyReleased event, Patience patience) {
        return changes.openRun(event.runId())
                .filter(run -> run.phase() == Phase.RELEASING)
                .map(run -> over(changes, run, null, patience))
                .orElseGet(() -> Decision.of(changes));
    }

    static Decision<Changes> refused(Changes changes, ProvisioningRefused event, Patience patience) {
        var open = changes.openRun(event.reference());
        if (open.isEmpty()) {
            return Decision.of(changes);
        }
        var run = open.get();
        var why = refused(run, event.violations());
        if (event.command().equals(RUN_STEP) && run.phase() == Phase.RUNNING) {
            return release(changes, run.releasing(why, patience), List.of(Told.failed(run)));
        }
        if (event.command().equals(RELEASE) && run.phase() == Phase.RELEASING) {
            return over(changes, run, null, patience); // not ours to give back: then it is not ours
        }
        boolean never =
                event.command().equals(RESERVE) && run.phase() == Phase.WAITING && event.kind() != Kind.CONFLICT;
        return never ? over(changes, run, why, patience) : Decision.of(changes);
    }

    /** A lost region needs capacity now: whatever else is changed here can wait. */
    static Decision<Changes> scaleRequested(Changes changes, ScaleRequested event, Patience patience) {
        var run = changes.open();
        if (run == null || event.deadDatacenters().isEmpty() || run.phase() == Phase.RELEASING) {
            return Decision.of(changes);
        }
        var why = new ProvisionError(
                "MadeWay",
                "it made way for run " + event.runId() + ", an emergency; resume it afterwards",
                run.datacenter().value());
        return run.phase() == Phase.WAITING
                ? over(changes, run, why, patience)
                : Decision.of(changes.with(run.toStop(why)));
    }

    static Decision<Changes> timePasses(Changes changes, Patience patience) {
        var run = changes.open();
        if (run == null) {
            return Decision.of(changes);
        }
        if (!patience.now().isBefore(run.giveUpAt())) {
            return patienceEnds(changes, run, patience);
        }
        boolean due = !patience.now().isBefore(run.askAt());
        return due ? Decision.of(changes.with(run.askedAgain(patience)), asked(run)) : Decision.of(changes);
    }

    private static Decision<Changes> patienceEnds(Changes changes, ChangeRun run, Patience patience) {
        return switch (run.phase()) {
            case WAITING -> {
                var why = "the topology lock was not to be had within "
                        + patience.bounds().lockPatience() + ": another operation holds it";
                yield over(changes, run, error("TopologyBusy", why, run), patience);
            }
            case RUNNING -> {
                var why = "step " + run.step().stepId() + " said nothing for "
                        + patience.bounds().stepPatience() + "; whether it had its effect is not known";
                yield release(
                        changes, run.releasing(error("StepDidNotEnd", why, run), patience), List.of(Told.failed(run)));
            }
            case RELEASING -> over(changes, run, null, patience);
            case COMPLETED, STOPPED -> Decision.of(changes);
        };
    }

    private static Message asked(ChangeRun run) {
        return switch (run.phase()) {
            case RUNNING -> step(run);
            case RELEASING -> release(run);
            case WAITING, COMPLETED, STOPPED -> new ReserveTopology(run.cluster(), run.runId());
        };
    }

    private static Optional<ChangeRun> inFlight(Changes changes, String runId, long epoch, String stepId) {
        return changes.openRun(runId)
                .filter(run -> run.phase() == Phase.RUNNING && run.epoch() == epoch)
                .filter(run -> run.step().stepId().equals(stepId));
    }

    private static Decision<Changes> stop(Changes changes, ChangeRun run, ProvisionError why, Patience patience) {
        return release(changes, run.releasing(why, patience), List.of());
    }

    private static Decision<Changes> release(Changes changes, ChangeRun run, List<Message> said) {
        var messages = new ArrayList<>(said);
        messages.add(release(run));
        return new Decision<>(changes.with(run), messages);
    }

    private static Decision<Changes> over(Changes changes, ChangeRun run, ProvisionError why, Patience patience) {
        var over = run.ended(why, patience.now());
        return Decision.of(changes.with(over), Told.ended(over));
    }

    private static Message step(ChangeRun run) {
        return new RunTopologyStep(
                run.cluster(),
                run.runId(),
                run.epoch(),
                run.step().stepId(),
                run.step().step());
    }

    private static Message release(ChangeRun run) {
        return new ReleaseTopology(run.cluster(), run.runId(), run.epoch());
    }

    private static ProvisionError refused(ChangeRun run, List<Violation> violations) {
        var sentence = violations.stream()
                .map(violation -> violation.field() + " " + violation.rule())
                .collect(Collectors.joining("; "));
        return error("Refused", sentence, run);
    }

    private static ProvisionError error(String code, String message, ChangeRun run) {
        return new ProvisionError(code, message, run.datacenter().value());
    }
}
