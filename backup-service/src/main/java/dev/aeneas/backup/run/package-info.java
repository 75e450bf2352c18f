/**
 * One backup, from request to manifest.
 *
 * <pre>
 * Queued -> Snapshotting -> Uploading -> Completing -> Completed -> Deleted
 *    \            \             \             \-----> Failed      both then clear every node's snapshot
 * </pre>
 *
 * <p>A run waits until it is alone with its cluster, see {@link dev.aeneas.backup.turn}. {@link
 * dev.aeneas.backup.run.BackupRun} holds the states, {@link dev.aeneas.backup.run.RunDecisions} decides, {@link
 * dev.aeneas.backup.run.BackupWorker} does the long work through the ports here.
 */
package dev.aeneas.backup.run;
