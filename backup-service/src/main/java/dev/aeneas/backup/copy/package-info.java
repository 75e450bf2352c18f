/**
 * Copies of complete backups in other stores.
 *
 * <pre>
 * Copying -> Copied -> Gone
 *     \----> Failed     asked for again: Copying
 * </pre>
 *
 * <p>One process for each backup and store that it is copied into. {@link dev.aeneas.backup.copy.CopyRun} holds the states,
 * {@link dev.aeneas.backup.copy.CopyDecisions} decides, {@link dev.aeneas.backup.copy.CopyWorker} does the long work.
 */
package dev.aeneas.backup.copy;
