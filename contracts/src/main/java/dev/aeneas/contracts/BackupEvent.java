package dev.aeneas.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What backup-service observed and decided. */
public sealed interface BackupEvent extends Event
        permits BackupScheduleEvent,
                BackupEvent.BackupStarted,
                BackupEvent.BackupCompleted,
                BackupEvent.BackupVerified,
                BackupEvent.BackupCorrupt,
                BackupEvent.BackupNotVerified,
                BackupEvent.BackupFailed,
                BackupEvent.BackupCopied,
                BackupEvent.BackupCopyFailed,
                BackupEvent.BackupDeleted,
                BackupEvent.RetentionApplied,
                BackupEvent.RetentionFailed,
                BackupEvent.TurnRequested,
                BackupEvent.TurnGranted,
                BackupEvent.TurnRefused,
                BackupEvent.TurnEnded,
                BackupEvent.BackupRefused,
                RestoreEvent,
                RestoreDrillEvent,
                BackupEvent.AccessDenied {

    /** A backup began. */
    record BackupStarted(ClusterName cluster, String backupId, List<String> keyspaces, int nodeCount)
            implements BackupEvent {
        public BackupStarted {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            keyspaces = Require.list("keyspaces", keyspaces);
        }
    }

    /**
     * Every node's manifest and then the backup's own are in the store.
     *
     * @param filesTotal SSTable components that the backup consists of
     * @param bytesTotal their size
     * @param bytesSent what the store did not have yet
     * @param store where it is; null: {@code default}
     */
    record BackupCompleted(
            ClusterName cluster,
            String backupId,
            String location,
            long filesTotal,
            long bytesTotal,
            long bytesSent,
            Instant snapshotAt,
            Duration took,
            String store)
            implements BackupEvent {
        /** In the store that is called {@code default}. */
        public BackupCompleted(
                ClusterName cluster,
                String backupId,
                String location,
                long filesTotal,
                long bytesTotal,
                long bytesSent,
                Instant snapshotAt,
                Duration took) {
            this(cluster, backupId, location, filesTotal, bytesTotal, bytesSent, snapshotAt, took, null);
        }

        public BackupCompleted {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.text("location", location);
            Require.notNegative("filesTotal", filesTotal);
            Require.notNegative("bytesTotal", bytesTotal);
            Require.notNegative("bytesSent", bytesSent);
            Require.present("snapshotAt", snapshotAt);
            Require.present("took", took);
        }
    }

    /**
     * Everything that was read back from a store is what was stored there; other stores' copies are not meant.
     *
     * @param filesRead of {@code filesTotal}; each once, whichever node had it
     * @param store which; null: {@code default}
     */
    record BackupVerified(
            ClusterName cluster,
            String backupId,
            int filesRead,
            int filesTotal,
            long bytesRead,
            Duration took,
            String store)
            implements BackupEvent {
        public BackupVerified {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.notNegative("filesRead", filesRead);
            Require.notNegative("filesTotal", filesTotal);
            Require.notNegative("bytesRead", bytesRead);
            Require.present("took", took);
        }
    }

    /**
     * Parts of a backup are missing in a store, or are not what was stored: it cannot be restored whole from there.
     *
     * @param store which; null: {@code default}
     */
    record BackupCorrupt(ClusterName cluster, String backupId, List<CorruptPart> parts, String store)
            implements BackupEvent {
        public BackupCorrupt {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            parts = Require.notEmpty("parts", parts);
        }
    }

    /**
     * A part of a backup that is not what was stored.
     *
     * @param part a document, or {@code <node> <keyspace>.<table> <file>}
     */
    record CorruptPart(String part, String reason) {
        public CorruptPart {
            Require.text("part", part);
            Require.text("reason", reason);
        }
    }

    /**
     * A backup could not be read back from a store: whether it is well there is not known.
     *
     * @param store which; null: {@code default}
     */
    record BackupNotVerified(ClusterName cluster, String backupId, ProvisionError error, String store)
            implements BackupEvent {
        public BackupNotVerified {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.present("error", error);
        }
    }

    /** A backup gave up; it is never counted as one. */
    record BackupFailed(ClusterName cluster, String backupId, ProvisionError error) implements BackupEvent {
        public BackupFailed {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.present("error", error);
        }
    }

    /**
     * A complete backup is in another store too: documents and contents were written there, and each was found again.
     *
     * @param store where it was made
     * @param copyTo where it is now, too
     * @param objects contents that it consists of
     * @param bytesSent what the other store did not have yet
     */
    record BackupCopied(
            ClusterName cluster,
            String backupId,
            String store,
            String copyTo,
            String location,
            long objects,
            long bytesTotal,
            long bytesSent,
            Duration took)
            implements BackupEvent {
        public BackupCopied {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.text("store", store);
            Require.text("copyTo", copyTo);
            Require.text("location", location);
            Require.notNegative("objects", objects);
            Require.notNegative("bytesTotal", bytesTotal);
            Require.notNegative("bytesSent", bytesSent);
            Require.present("took", took);
        }
    }

    /** A copy gave up; the backup itself is as it was, and asking again goes on where this ended. */
    record BackupCopyFailed(ClusterName cluster, String backupId, String store, String copyTo, ProvisionError error)
            implements BackupEvent {
        public BackupCopyFailed {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.text("store", store);
            Require.text("copyTo", copyTo);
            Require.present("error", error);
        }
    }

    /**
     * A backup is in a store no more.
     *
     * @param store which; null: the one that it was made into
     */
    record BackupDeleted(ClusterName cluster, String backupId, Reason reason, String store) implements BackupEvent {
        /** From the store that it was made into. */
        public BackupDeleted(ClusterName cluster, String backupId, Reason reason) {
            this(cluster, backupId, reason, null);
        }

        public BackupDeleted {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.present("reason", reason);
        }

        /** Why it had to go. */
        public enum Reason {
            ASKED_FOR,
            TOO_OLD,
            TOO_MANY,
            /** It was never completed, and nobody works on it any more. */
            ABANDONED
        }
    }

    /**
     * Backups that retention let go are deleted, and with them what only they needed.
     *
     * @param objectsKept contents that are needed, or too young to tell
     */
    record RetentionApplied(
            ClusterName cluster,
            int backupsDeleted,
            long objectsDeleted,
            long bytesFreed,
            long objectsKept,
            Duration took)
            implements BackupEvent {
        public RetentionApplied {
            Require.present("cluster", cluster);
            Require.notNegative("backupsDeleted", backupsDeleted);
            Require.notNegative("objectsDeleted", objectsDeleted);
            Require.notNegative("bytesFreed", bytesFreed);
            Require.notNegative("objectsKept", objectsKept);
            Require.present("took", took);
        }
    }

    /** Retention was not applied to the end; it is tried again. */
    record RetentionFailed(ClusterName cluster, ProvisionError error) implements BackupEvent {
        public RetentionFailed {
            Require.present("cluster", cluster);
            Require.present("error", error);
        }
    }

    /**
     * Something that must be alone with a cluster's copies asks for its turn.
     *
     * @param holder a kind of process and its id, e.g. {@code backup/nightly-20261123T020000Z}
     */
    record TurnRequested(ClusterName cluster, String holder) implements BackupEvent {
        public TurnRequested {
            Require.present("cluster", cluster);
            Require.text("holder", holder);
        }
    }

    /** It has its turn until it says that it ended. */
    record TurnGranted(ClusterName cluster, String holder) implements BackupEvent {
        public TurnGranted {
            Require.present("cluster", cluster);
            Require.text("holder", holder);
        }
    }

    /** Too many wait already. */
    record TurnRefused(ClusterName cluster, String holder, String reason) implements BackupEvent {
        public TurnRefused {
            Require.present("cluster", cluster);
            Require.text("holder", holder);
            Require.text("reason", reason);
        }
    }

    /** Whoever had its turn, or waited for it, needs it no more. */
    record TurnEnded(ClusterName cluster, String holder) implements BackupEvent {
        public TurnEnded {
            Require.present("cluster", cluster);
            Require.text("holder", holder);
        }
    }

    /** A command was not carried out. */
    record BackupRefused(
            ClusterName cluster, String command, Refusal.Kind kind, List<Refusal.Violation> violations, String backupId)
            implements BackupEvent, Refusal {
        public BackupRefused {
            Require.present("cluster", cluster);
            Require.text("command", command);
            Require.present("kind", kind);
            violations = Require.notEmpty("violations", violations);
        }
    }

    /** The gateway refused somebody; travels under {@link FailoverCommand#EVERY_CLUSTER} where the endpoint names no cluster. */
    record AccessDenied(ClusterName cluster, Denial denial) implements BackupEvent {
        public AccessDenied {
            Require.present("cluster", cluster);
            Require.present("denial", denial);
        }
    }
}
