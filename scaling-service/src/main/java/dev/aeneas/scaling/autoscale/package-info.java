/**
 * An optional policy per datacenter that follows its load: one process per datacenter, off until somebody sets a policy.
 *
 * <pre>
 * wake ─▶ LookAtLoad (ask the nodes) ─▶ Looked ─▶ Judge ─▶ HOLD, or GROW / SHRINK by one row of racks: ScaleDatacenter
 * </pre>
 *
 * <p>It changes nothing itself: a run like any other carries the decision out. Start at {@code Judge}, then
 * {@code AutoscaleProcess}.
 */
package dev.aeneas.scaling.autoscale;
