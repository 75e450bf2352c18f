/**
 * What goes from the stores, and when. One process per cluster:
 *
 * <pre>
 * Idle -> Queued (its turn) -> Planning (which backups) -> Sweeping (they go, and what only they needed) -> Idle
 * </pre>
 *
 * <p>{@link dev.aeneas.backup.retention.Expiry} says which backups go, {@link dev.aeneas.backup.retention.MarkAndSweep}
 * which contents; {@link dev.aeneas.backup.retention.RetentionDecisions} decides.
 */
package dev.aeneas.backup.retention;
