package dev.aeneas.failover.run;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand;
import dev.aeneas.contracts.FailoverCommand.AbortMove;
import dev.aeneas.contracts.FailoverCommand.FailBack;
import dev.aeneas.contracts.FailoverCommand.StayHere;
import dev.aeneas.contracts.FailoverCommand.SwitchOver;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.MoveEvent.MoveKind;
import dev.aeneas.contracts.MoveEvent.MoveRefused;
import dev.aeneas.contracts.MoveEvent.MoveStarted;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.failover.move.MoveFacts;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether a move begins, and its first phase. */
final class MoveOpening {
    private final RunSettings settings;
    private final MoveSteps steps;

    MoveOpening(RunSettings settings) {
        this.settings = settings;
        this.steps = new MoveSteps(settings);
    }

    Decision<ClusterFailover> switchOver(ClusterFailover state, Received<SwitchOver> input) {
        var command = input.body();
        var asked = new Asked(command, command.runId(), MoveKind.SWITCH_OVER, false);
        var violations = MoveRules.switchOver(state, command.to());
        return begin(state, asked, violations, input.at());
    }

    Decision<ClusterFailover> failBack(ClusterFailover state, Received<FailBack> input) {
        var command = input.body();
        var asked = new Asked(command, command.runId(), MoveKind.FAIL_BACK, command.shrink());
        return begin(state, asked, MoveRules.failBack(state), input.at());
    }

    Decision<ClusterFailover> stay(ClusterFailover state, Received<StayHere> input) {
        var asked = new Asked(input.body(), input.body().runId(), MoveKind.STAY, false);
        return begin(state, asked, MoveRules.stay(state), input.at());
    }

    private record Asked(FailoverCommand command, String runId, MoveKind kind, boolean shrink) {}

    private Decision<ClusterFailover> begin(ClusterFailover state, Asked asked, List<Violation> special, Instant now) {
        if (state.deleted() || state.policy() == null) {
            return Decision.of(
                    state, refused(asked.command(), asked.runId(), Kind.NOT_FOUND, MoveRules.missing(state)));
        }
        var violations = MoveRules.common(state, asked.runId(), asked.kind());
        violations.addAll(special);
        if (!violations.isEmpty()) {
            return Decision.of(state, refused(asked.command(), asked.runId(), Kind.CONFLICT, violations));
        }
        var facts = facts(state, asked, now);
        var started = new MoveStarted(
                state.cluster(), facts.runId(), facts.kind(), facts.from(), facts.to(), note(state, facts, now));
        var first = steps.first(state, facts, now);
        return MoveEnds.then(Decision.of(state, started), first);
    }

    private static MoveFacts facts(ClusterFailover state, Asked asked, Instant now) {
        boolean stays = asked.kind() == MoveKind.STAY;
        var here = state.routing().datacenter();
        var other = MoveRules.other(state);
        DatacenterName from = stays ? other : here;
        DatacenterName to = stays ? here : other;
        var returned = state.regionOf(other).orElseThrow();
        return new MoveFacts(
                asked.runId(),
                asked.kind(),
                from,
                to,
                stays ? null : MoveSizes.growth(state, asked.kind(), from, to).orElse(null),
                asked.shrink() ? MoveSizes.before(state, from).orElse(null) : null,
                state.standing(returned).isQuarantined() ? returned : null,
                now);
    }

    /** When the loss began is known, and when the region was back is not: so at most that long. */
    private String note(ClusterFailover state, MoveFacts facts, Instant now) {
        if (facts.quarantined() == null) {
            return null;
        }
        var lostAt = state.standing(facts.quarantined()).downAt();
        var away = Duration.between(lostAt, now);
        var window = settings.move().hintWindow();
        return away.compareTo(window) > 0
                ? "region " + facts.quarantined() + " was lost at " + lostAt + ", longer ago than hints are kept ("
                        + window + "): only the full repair brings what it missed"
                : "region " + facts.quarantined() + " was lost at " + lostAt;
    }

    static MoveRefused unknown(Received<? extends FailoverCommand> input) {
        var command = input.body();
        var missing =
                new Violation("cluster", "must be a cluster that exists; '" + command.cluster() + "' is not known");
        return refused(command, runId(command), Kind.NOT_FOUND, List.of(missing));
    }

    private static String runId(FailoverCommand command) {
        if (command instanceof SwitchOver asked) {
            return asked.runId();
        }
        if (command instanceof FailBack asked) {
            return asked.runId();
        }
        return command instanceof StayHere asked ? asked.runId() : ((AbortMove) command).runId();
    }

    static MoveRefused refused(FailoverCommand command, String runId, Kind kind, List<Violation> violations) {
        return new MoveRefused(command.cluster(), MessageTypes.nameOf(command.getClass()), kind, violations, runId);
    }
}
