/**
 * Datacenters that keep spares are looked at again and again, so that a spare that died is made anew before somebody needs it.
 *
 * <pre>
 * look: every node answers and sees the others, nobody scales ─▶ fewer spares answer than asked for?
 *       twice in a row ─▶ SparesMissing ─▶ a run like any other (cluster) makes them
 * </pre>
 *
 * <p>Start at {@code SpareProcess}, then {@code SpareWatch}.
 */
package dev.aeneas.scaling.spare;
