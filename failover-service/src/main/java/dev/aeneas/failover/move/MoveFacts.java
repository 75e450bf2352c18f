package dev.aeneas.failover.move;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.MoveEvent.MoveKind;
import dev.aeneas.contracts.Sku;
import java.time.Instant;

/**
 * What is settled when a move begins.
 *
 * @param from where clients are; of {@code STAY} the returned datacenter
 * @param to where they will be; of {@code STAY} where they are and remain
 * @param grow what {@code to} becomes before clients come; null: it is large enough
 * @param shrink what {@code from} becomes after they left; null: it stays as it is
 * @param quarantined region whose quarantine the move ends; null: none is quarantined
 */
public record MoveFacts(
        String runId,
        MoveKind kind,
        DatacenterName from,
        DatacenterName to,
        Size grow,
        Size shrink,
        String quarantined,
        Instant startedAt) {

    /** Of a datacenter. */
    public record Size(int nodeCount, Sku sku) {}
}
