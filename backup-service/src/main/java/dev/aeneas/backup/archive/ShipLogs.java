package dev.aeneas.backup.archive;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships the commit logs of one cluster's nodes behind its newest complete backup; without one there is nothing to go on from.
 *
 * <p>A node whose log cannot be read or sent delays no other, and is tried again in the next round. For one thread.
 */
public final class ShipLogs {
    private static final Logger LOG = LoggerFactory.getLogger(ShipLogs.class);

    private final ClusterName cluster;
    private final BackupStore store;
    private final CommitLogs logs;
    private final InstantSource clock;
    private final Map<String, Optional<LoggedBackup>> complete = new HashMap<>();
    private final Map<BackupNode, ShipNodeLog> shipping = new HashMap<>();
    private final Map<BackupNode, String> failures = new HashMap<>();
    private LoggedBackup current;

    public ShipLogs(ClusterName cluster, BackupStore store, CommitLogs logs, InstantSource clock) {
        this.cluster = cluster;
        this.store = store;
        this.logs = logs;
        this.clock = clock;
    }

    /** Looks for a newer backup than the one that the logs go on from. */
    public void look() throws IOException {
        complete.keySet().retainAll(store.backups(cluster));
        for (var backupId : store.backups(cluster)) {
            if (complete.getOrDefault(backupId, Optional.empty()).isEmpty()) {
                complete.put(backupId, read(backupId));
            }
        }
        var newest = complete.values().stream()
                .flatMap(Optional::stream)
                .max(Comparator.comparing(LoggedBackup::snapshotAt));
        if (newest.isPresent() && !newest.get().equals(current)) {
            shipping.clear();
            current = newest.get();
        }
    }

    private Optional<LoggedBackup> read(String backupId) throws IOException {
        return store.readDocument(cluster, backupId, Manifests.BACKUP)
                .map(json -> WireFormat.read(json, BackupManifest.class))
                .map(manifest -> new LoggedBackup(cluster, backupId, manifest.snapshotAt()));
    }

    /** Sends what is new on each of these nodes. */
    public void round(List<BackupNode> nodes) {
        if (current == null) {
            return;
        }
        for (var node : nodes) {
            try {
                var now = clock.instant();
                shipping(node, now).round(logs.segments(cluster, node), now);
                failures.remove(node);
            } catch (IOException | RuntimeException e) {
                tell(node, e);
            }
        }
    }

    private ShipNodeLog shipping(BackupNode node, Instant now) throws IOException {
        var present = shipping.get(node);
        if (present != null) {
            return present;
        }
        var begun = ShipNodeLog.goingOn(store, current, node, now);
        var before = previous();
        if (before.isPresent()) {
            begun.carryOver(new StoredLog(store).documents(before.get(), node.name(), now));
        }
        shipping.put(node, begun);
        return begun;
    }

    /** What was shipped while the current backup was under way was shipped behind this one. */
    private Optional<LoggedBackup> previous() {
        Instant snapshotAt = current.snapshotAt();
        return complete.values().stream()
                .flatMap(Optional::stream)
                .filter(backup -> backup.snapshotAt().isBefore(snapshotAt))
                .max(Comparator.comparing(LoggedBackup::snapshotAt));
    }

    /** Once, not every few seconds. */
    private void tell(BackupNode node, Exception failure) {
        var message = failure.toString();
        if (!message.equals(failures.put(node, message))) {
            LOG.warn("A commit log is not shipped: clusterId={} node={} {}", cluster.value(), node.name(), message);
        }
    }
}
