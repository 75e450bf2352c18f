package dev.aeneas.backup.run;

import dev.aeneas.backup.run.BackupReport.ManifestWritten;
import dev.aeneas.backup.run.BackupWork.WriteManifest;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.FileEntry;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.run.Manifests.NodeSummary;
import dev.aeneas.backup.run.Manifests.NodeTokens;
import dev.aeneas.contracts.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;

/** Writes the backup's manifest when every node's manifest and every file that they name are in the store. */
final class CompletePhase {
    private final BackupStores stores;
    private final Manifests manifests;
    private final InstantSource clock;

    CompletePhase(BackupStores stores, Manifests manifests, InstantSource clock) {
        this.stores = stores;
        this.manifests = manifests;
        this.clock = clock;
    }

    ManifestWritten perform(WriteManifest work) throws IOException {
        var request = work.request();
        var present = manifests.find(request, Manifests.BACKUP, BackupManifest.class);
        var completedAt = present.isPresent() ? present.get().completedAt() : write(work);
        return new ManifestWritten(store(request).location(request.cluster(), request.backupId()), completedAt);
    }

    private Instant write(WriteManifest work) throws IOException {
        var request = work.request();
        var taken = manifests.snapshotTaken(request, work.snapshot());
        var summaries = new ArrayList<NodeSummary>();
        for (var node : taken.nodes()) {
            summaries.add(summary(work, node));
        }
        var completedAt = clock.instant();
        manifests.put(
                request,
                Manifests.BACKUP,
                new BackupManifest(
                        Manifests.FORMAT,
                        request.cluster(),
                        request.backupId(),
                        request.scheduleName(),
                        taken.snapshotAt(),
                        completedAt,
                        taken.schema(),
                        summaries,
                        summaries.stream().map(NodeSummary::totals).reduce(Totals.NONE, Totals::plus),
                        request.retention()));
        return completedAt;
    }

    private NodeSummary summary(WriteManifest work, NodeTokens node) throws IOException {
        var name = Manifests.ofNode(node.node().name());
        var json = store(work.request())
                .readDocument(work.request().cluster(), work.request().backupId(), name)
                .orElseThrow(() -> missing(node, "its manifest is"));
        var manifest = WireFormat.read(json, NodeManifest.class);
        if (!manifest.snapshotAt().equals(work.snapshot().at())) {
            throw missing(node, "its manifest of this snapshot is");
        }
        for (var file : manifest.files()) {
            requireInStore(work.request(), node, file);
        }
        return new NodeSummary(node, name, Digest.of(new ByteArrayInputStream(json)), manifest.totals());
    }

    private void requireInStore(BackupRequest request, NodeTokens node, FileEntry file) throws IOException {
        var size = store(request).sizeOf(request.cluster(), file.digest());
        if (size.isEmpty() || size.getAsLong() != file.sizeBytes()) {
            throw missing(node, file.keyspace() + "." + file.table() + " " + file.name() + " is");
        }
    }

    private BackupStore store(BackupRequest request) {
        return stores.named(request.store());
    }

    private static BackupImpossible missing(NodeTokens node, String what) {
        return new BackupImpossible(
                "StoreChanged", what + " not in the store any more", node.node().name());
    }
}
