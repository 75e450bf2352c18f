/**
 * One backup, from request to manifest.
 *
 * <pre>
 * Snapshotting -> Uploading -> Completing -> Completed
 *       \             \             \-----> Failed      both then clear every node's snapshot
 * </pre>
 *
 * <p>{@link dev.aeneas.backup.run.BackupRun} holds the states, {@link dev.aeneas.backup.run.RunDecisions} decides, {@link
 * dev.aeneas.backup.run.BackupWorker} does the long work through the ports here.
 */
package dev.aeneas.backup.run;
