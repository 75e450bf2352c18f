/**
 * Bringing a backup back, whatever the nodes are now.
 *
 * <pre>
 * Waiting -> Reserving -> Checking -> Running -> Releasing -> Ended
 *                                     one phase on all nodes before the next;
 *                                     everything is fetched before anything is touched
 * </pre>
 *
 * <p>{@link dev.aeneas.backup.restore.RestoreRun} holds the states, {@link dev.aeneas.backup.restore.RestorePlan} says which
 * node fetches what, {@link dev.aeneas.backup.restore.RestoreRules} what must hold before, {@link
 * dev.aeneas.backup.restore.RestoreWorker} does the long work, {@link dev.aeneas.backup.restore.TableDigest} says whether the
 * rows that came back are those that were there.
 */
package dev.aeneas.backup.restore;
