package dev.aeneas.backup.archive;

import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Names every log document of a backup, each before it is written: whoever keeps a backup keeps the contents that these name.
 * Nodes that joined after the backup have logs too.
 */
public record LogIndex(int format, List<String> documents) {
    private static final String NAME = "log/index.json";

    /** Of this backup; empty when nothing was shipped behind it. */
    public static LogIndex read(BackupStore store, ClusterName cluster, String backupId) throws IOException {
        return store.readDocument(cluster, backupId, NAME)
                .map(json -> WireFormat.read(json, LogIndex.class))
                .orElseGet(() -> new LogIndex(NodeLog.FORMAT, List.of()));
    }

    LogIndex with(String document) {
        var all = new ArrayList<>(documents);
        all.add(document);
        return new LogIndex(format, List.copyOf(all));
    }

    void write(BackupStore store, LoggedBackup backup) throws IOException {
        store.putDocument(backup.cluster(), backup.backupId(), NAME, WireFormat.write(this));
    }
}
