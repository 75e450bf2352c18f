package dev.aeneas.failover.run;

import dev.aeneas.contracts.FailoverCommand.AbortMove;
import dev.aeneas.contracts.MoveEvent.MoveFailed;
import dev.aeneas.contracts.MoveEvent.MovePhase;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.failover.move.Move;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** How a move ends before it is through: a person's word, or a region that is lost. */
final class MoveEnds {
    private MoveEnds() {}

    static Decision<ClusterFailover> abort(ClusterFailover state, Received<AbortMove> input) {
        var command = input.body();
        var open = state.openMove()
                .filter(move -> move.facts().runId().equals(command.runId()))
                .orElse(null);
        if (open == null) {
            return refuse(
                    state, command, Refusal.Kind.NOT_FOUND, "must be the open move; '" + command.runId() + "' is not");
        }
        if (open.isShifted()) {
            return refuse(
                    state,
                    command,
                    Refusal.Kind.CONFLICT,
                    "must be aborted before clients are told to go; they are at "
                            + open.clientsAt() + ". Let it end, then: ./aeneas failover switchover "
                            + state.cluster());
        }
        var rest = open.phase() == MovePhase.GROW ? "; what scaling began goes on to its end" : "";
        return failed(state, open, "MoveAborted", command.reason() + rest, input.at());
    }

    private static Decision<ClusterFailover> refuse(
            ClusterFailover state, AbortMove command, Refusal.Kind kind, String rule) {
        return Decision.of(
                state, MoveOpening.refused(command, command.runId(), kind, List.of(new Violation("runId", rule))));
    }

    /** A move needs both of its regions until it is through. */
    static Decision<ClusterFailover> regionLost(ClusterFailover state, String region, Instant now) {
        return state.openMove()
                .filter(move -> Stream.of(move.facts().from(), move.facts().to())
                        .anyMatch(datacenter -> state.regionOf(datacenter)
                                .filter(region::equals)
                                .isPresent()))
                .map(move -> failed(state, move, "RegionLost", "region " + region + " is down", now))
                .orElseGet(() -> Decision.of(state));
    }

    static Decision<ClusterFailover> overtaken(ClusterFailover state, String region, Instant now) {
        return state.openMove()
                .map(move -> failed(state, move, "FailoverBegan", "a failover leaves region " + region, now))
                .orElseGet(() -> Decision.of(state));
    }

    static Decision<ClusterFailover> failed(
            ClusterFailover state, Move.Open move, String code, String message, Instant now) {
        var facts = move.facts();
        var error = new ProvisionError(
                code,
                message + "; clients are at " + move.clientsAt(),
                facts.to().value());
        return Decision.of(
                state.moved(move.failed(error, now)),
                new MoveFailed(state.cluster(), facts.runId(), move.clientsAt(), error));
    }

    /** What was said first, and what is decided on the state that it left. */
    static Decision<ClusterFailover> then(Decision<ClusterFailover> first, Decision<ClusterFailover> second) {
        return new Decision<>(
                second.state(),
                Stream.concat(first.messages().stream(), second.messages().stream())
                        .toList());
    }
}
