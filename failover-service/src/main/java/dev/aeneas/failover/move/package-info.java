/**
 * A planned move of clients between the primary and its standby, as values: its states, its phases' work, its bounds. The
 * {@code failover} process of a cluster decides on it ({@code run/MoveOpening}, {@code run/MoveSteps}), so that a move and a
 * failover can never steer clients at the same time.
 *
 * <pre>
 *   SwitchOver / FailBack ──▶ [GROW] ──▶ REPAIR ──▶ shift ──▶ DRAIN ──▶ [SHRINK] ──▶ Completed
 *   StayHere ───────────────────────────▶ REPAIR ─────────────────────────────────▶ Completed
 *   AbortMove (before the shift), a lost region, a bound that passed ─────────────▶ Failed
 * </pre>
 */
package dev.aeneas.failover.move;
