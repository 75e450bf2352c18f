/**
 * Restore drills: whether a backup can be restored, shown by doing it where it harms nobody.
 *
 * <pre>
 * Choosing -> Creating -> Restoring -> Deleting -> Ended
 * </pre>
 *
 * <p>A scratch cluster is ordered from provisioning, the backup restored into it like by anybody, its rows compared, and the
 * cluster deleted whatever came out. {@link dev.aeneas.backup.drill.DrillRun} holds the states, {@link
 * dev.aeneas.backup.drill.DrillDecisions} decides.
 */
package dev.aeneas.backup.drill;
