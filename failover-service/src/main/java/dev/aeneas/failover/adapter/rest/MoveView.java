package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.MoveEvent.MoveKind;
import dev.aeneas.contracts.MoveEvent.MovePhase;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.failover.move.Move;
import dev.aeneas.failover.move.MoveFacts.Size;
import java.time.Instant;

/**
 * A move for people and programs.
 *
 * @param state Running, Completed or Failed
 * @param step the phase it is in, or failed in; null when it is through
 * @param inSync whether the last comparison found both datacenters equal; null while it runs and when it failed
 * @param error null while nothing went wrong
 */
public record MoveView(
        String runId,
        MoveKind kind,
        String state,
        MovePhase step,
        DatacenterName from,
        DatacenterName to,
        Size grow,
        Size shrink,
        Instant startedAt,
        Instant finishedAt,
        Boolean inSync,
        ProvisionError error) {

    static MoveView of(Move move) {
        if (move instanceof Move.Completed over) {
            return view(move, "Completed", null, over.finishedAt(), over.inSync(), null);
        }
        if (move instanceof Move.Failed over) {
            return view(move, "Failed", over.phase(), over.finishedAt(), null, over.error());
        }
        return view(move, "Running", ((Move.Open) move).phase(), null, null, null);
    }

    private static MoveView view(
            Move move, String state, MovePhase step, Instant finishedAt, Boolean inSync, ProvisionError error) {
        var facts = move.facts();
        return new MoveView(
                facts.runId(),
                facts.kind(),
                state,
                step,
                facts.from(),
                facts.to(),
                facts.grow(),
                facts.shrink(),
                facts.startedAt(),
                finishedAt,
                inSync,
                error);
    }
}
