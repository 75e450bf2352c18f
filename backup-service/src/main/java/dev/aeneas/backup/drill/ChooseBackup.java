package dev.aeneas.backup.drill;

import dev.aeneas.backup.restore.cql.SchemaText;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Work;
import dev.aeneas.platform.process.Worker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the backup that a drill tries, in its store: the one that was named, or the newest complete one. */
public final class ChooseBackup implements Worker<ChooseBackup.Choose> {
    private final BackupStores stores;

    public ChooseBackup(BackupStores stores) {
        this.stores = stores;
    }

    /** The work. */
    public record Choose(DrillRequest request, int attempt) implements Work {
        @Override
        public String key() {
            return "choose#" + attempt;
        }
    }

    /** What was found; null: no such backup. */
    record Found(ChosenBackup backup) {}

    @Override
    public Found perform(ProcessId process, Choose work) throws IOException {
        var request = work.request();
        var store = stores.named(request.store());
        var ids = request.backupId() == null ? store.backups(request.cluster()) : List.of(request.backupId());
        var manifests = new ArrayList<BackupManifest>();
        for (var id : ids) {
            read(store, request, id).ifPresent(manifests::add);
        }
        return new Found(manifests.stream()
                .filter(manifest ->
                        request.scheduleName() == null || request.scheduleName().equals(manifest.scheduleName()))
                .max(Comparator.comparing(BackupManifest::snapshotAt))
                .map(ChooseBackup::chosen)
                .orElse(null));
    }

    private static Optional<BackupManifest> read(BackupStore store, DrillRequest request, String id)
            throws IOException {
        return store.readDocument(request.cluster(), id, Manifests.BACKUP)
                .map(json -> WireFormat.read(json, BackupManifest.class));
    }

    private static ChosenBackup chosen(BackupManifest manifest) {
        var datacenters = new TreeSet<String>();
        manifest.nodes().forEach(node -> datacenters.add(node.node().node().datacenter()));
        var first = datacenters.first();
        var text = SchemaText.of(manifest.schema());
        for (var keyspace : manifest.schema().keyspaces()) {
            text.keyspace(keyspace)
                    .ifPresent(replicas -> datacenters.addAll(replicas.factors().keySet()));
        }
        datacenters.remove(first);
        return new ChosenBackup(manifest.backupId(), first, List.copyOf(datacenters));
    }
}
