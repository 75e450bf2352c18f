/**
 * Changes of nodes whose number and size stay: another configuration or version rack by rack, a dead node replaced or
 * removed. One process per cluster; pure.
 *
 * <pre>
 * WAITING (for the lock) ─▶ RUNNING (one step after the other) ─▶ RELEASING ─▶ over: completed or stopped
 * </pre>
 *
 * <p>A change that stops gives the lock back: nothing waits for a person who decides whether it is resumed or rolled back,
 * which are changes of their own. It makes way for an emergency at its next safe point: when no step is in flight.
 *
 * <p>Start at {@code ChangesProcess}, then {@code ChangePlan}.
 */
package dev.aeneas.scaling.change;
