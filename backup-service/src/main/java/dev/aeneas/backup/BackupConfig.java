package dev.aeneas.backup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of backup-service; each of its bounds is named here. */
@ConfigMapping(prefix = "aeneas.backup")
public interface BackupConfig {
    /** Root of the store: {@code <root>/<cluster>/objects} and {@code <root>/<cluster>/backups}. */
    Path directory();

    /** Stores by name. {@code default} need not be among them: it is the directory above. */
    Map<String, StoreConfig> stores();

    /** Of the directory above. */
    StoreConfig.CallConfig call();

    RunConfig run();

    PaceConfig pace();

    NodesConfig nodes();

    SidecarConfig sidecar();

    ScheduleConfig schedule();

    RestoreConfig restore();

    RetentionConfig retention();

    VerificationConfig verification();

    CopyConfig copy();

    DrillConfig drill();

    /** How a backup is made. */
    interface RunConfig {
        /** Backups of one cluster that wait for another one to end; more are refused. */
        @WithDefault("16")
        int waitingMax();

        /** Whether backups hold roles and permissions too, with the salted hashes of passwords: mind who reads the store. */
        @WithDefault("false")
        boolean roles();

        /** Nodes of one backup that upload at the same time. */
        @WithDefault("3")
        int nodesAtOnce();

        /** Files of one node on their way at the same time. */
        @WithDefault("4")
        int filesAtOnce();

        /** Bound of one attempt to upload a node. */
        @WithDefault("6h")
        Duration uploadTimeout();

        /** Tries of a phase (of a node, while uploading) before the backup fails. */
        @WithDefault("3")
        int attemptsMax();

        @WithDefault("5s")
        Duration retryPause();

        /** Tries to clear a node's snapshot; the pause doubles from try to try, so that these are about a day. */
        @WithDefault("32")
        int clearAttemptsMax();

        @WithDefault("5s")
        Duration clearPause();

        @WithDefault("1h")
        Duration clearPauseMax();
    }

    /** How long to wait for managed nodes. */
    interface NodesConfig {
        @WithDefault("5s")
        Duration connectTimeout();

        @WithDefault("10s")
        Duration callTimeout();

        /** For taking, clearing or listing snapshots: each touches every file on the node's disk. */
        @WithDefault("2m")
        Duration snapshotTimeout();
    }

    /** The sidecars of clusters whose nodes are pods, waited for as long as for nodes. */
    interface SidecarConfig {
        /** Folder with {@code tls.crt}, {@code tls.key} and {@code ca.crt}: with what they let this service in; empty: they do not. */
        Optional<Path> certificates();

        /** Between two bytes of a file. */
        @WithDefault("30s")
        Duration silence();
    }

    /** Schedules. */
    interface ScheduleConfig {
        /** Due times that a schedule shows. */
        @WithDefault("5")
        int shown();

        /** How often the nodes are asked what they served; well below an hour. */
        @WithDefault("10m")
        Duration loadInterval();

        /** A due time with more than so many times the average load is warned of. */
        @WithDefault("1.5")
        double busyFactor();
    }

    /** How a restore is done. */
    interface RestoreConfig {
        /** Nodes that fetch, import or are cleaned up at the same time. */
        @WithDefault("3")
        int nodesAtOnce();

        /** Files of one node on their way at the same time. */
        @WithDefault("4")
        int filesAtOnce();

        /** Tries in a row, without progress, of a phase on a node before the restore fails. */
        @WithDefault("3")
        int attemptsMax();

        @WithDefault("5s")
        Duration retryPause();

        /** How long a node fetches before it says how far it is. */
        @WithDefault("2s")
        Duration slice();

        /** How often the topology lock is asked for again, which keeps it: well below its lease. */
        @WithDefault("30s")
        Duration lockAskAgain();

        /** How long to wait for an answer about the topology lock. */
        @WithDefault("2m")
        Duration lockPatience();

        /** For one table's files on one node. */
        @WithDefault("1h")
        Duration importTimeout();

        /** For one keyspace on one node. */
        @WithDefault("6h")
        Duration cleanupTimeout();

        /** For one statement of the schema, or one page of rows. */
        @WithDefault("1m")
        Duration cqlTimeout();

        /** What the forecast assumes of one node, until it was measured. */
        @WithDefault("50000000")
        long stageBytesPerSecond();

        @WithDefault("100000000")
        long importBytesPerSecond();

        @WithDefault("50000000")
        long verifyBytesPerSecond();

        /** What every restore takes, however small. */
        @WithDefault("5s")
        Duration fixedTime();

        /** Of a node's files, to stay free on its disk beyond them. */
        @WithDefault("10")
        int sparePercent();
    }

    /** Reading backups back. */
    interface VerificationConfig {
        /** Of a new backup's files; of each table of each node at least one. */
        @WithDefault("5")
        int percent();

        @WithDefault("5")
        int attemptsMax();

        @WithDefault("1m")
        Duration retryPause();
    }

    /** What goes from the stores. */
    interface RetentionConfig {
        /** From one run to the next. */
        @WithDefault("6h")
        Duration interval();

        /** After a run that failed. */
        @WithDefault("10m")
        Duration retryPause();

        /** Younger contents, and younger incomplete backups, are left alone whoever needs them. */
        @WithDefault("24h")
        Duration grace();

        /** Backups that one run deletes; the next one goes on. */
        @WithDefault("100")
        int backupsMax();

        /** Digests in memory at the same time, 8 bytes each; more than these take more passes. */
        @WithDefault("2000000")
        int marksMax();

        /** Deletions on their way to a store at the same time. */
        @WithDefault("4")
        int deletesAtOnce();
    }
}
