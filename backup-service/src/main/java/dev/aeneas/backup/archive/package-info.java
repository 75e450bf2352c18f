/**
 * Ships commit logs, so that a backup can be brought back as of any moment after it.
 *
 * <p>What a node wrote into its commit log goes to the store in pieces, every few seconds, also from the segment in use. Pieces are
 * contents like any other; documents {@code log/<node>/<hour>.json} of the newest complete backup name them, and {@code log/index.json} names these. So a log
 * lives as long as the backup that it goes on from, and is swept with it. {@link dev.aeneas.backup.archive.ShipNodeLog} ships, {@link
 * dev.aeneas.backup.archive.StoredLog} finds again.
 */
package dev.aeneas.backup.archive;
