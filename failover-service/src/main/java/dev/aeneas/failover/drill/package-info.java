/**
 * Rehearsals of the loss of a region: one process per cluster, one drill at a time.
 *
 * <p>LOOKING (may it begin?) → WARMING → INJECTING → LOST (the real failover, only watched) → COUNTING → HOLDING → UNDOING → RETURNING → FAILING_BACK → SETTLING → RECOUNTING → ENDED. Start at
 * {@link dev.aeneas.failover.drill.DrillProcess}; the verdict is {@link dev.aeneas.failover.drill.Judgement}.
 */
package dev.aeneas.failover.drill;
