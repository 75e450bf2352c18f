package dev.aeneas.backup.copy;

import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.run.Manifests.NodeSummary;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Worker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Copies a backup from store to store, through this machine's memory and not its disk.
 *
 * <p>A node's manifest goes before its contents, so that a sweep in the other store leaves those alone that are there
 * already; the backup's own goes last, when every content was found there once more.
 */
public final class CopyWorker implements Worker<CopyWork> {
    private final BackupStores stores;
    private final CopyObjects.Bounds bounds;

    public CopyWorker(BackupStores stores, CopyObjects.Bounds bounds) {
        this.stores = stores;
        this.bounds = bounds;
    }

    @Override
    public CopyReport perform(ProcessId process, CopyWork work) throws Exception {
        var request = work.request();
        var copy = new Copy(request, stores.named(request.store()), stores.named(request.copyTo()), bounds);
        return new CopyReport(copy.to.location(request.cluster(), request.backupId()), copy.run());
    }

    /** One attempt. */
    private record Copy(CopyRequest request, BackupStore from, BackupStore to, CopyObjects.Bounds bounds) {
        CopyTotals run() throws Exception {
            var json = read(Manifests.BACKUP);
            requireNoOther(json);
            var manifest = WireFormat.read(json, BackupManifest.class);
            put(Manifests.SNAPSHOT, read(Manifests.SNAPSHOT)); // names the nodes while there is no manifest yet
            var totals = CopyTotals.NONE;
            for (var node : manifest.nodes()) {
                totals = totals.plus(copy(node));
            }
            for (var node : manifest.nodes()) {
                totals = totals.plus(new CopyTotals(0, 0, copy(node).bytesSent()));
            }
            put(Manifests.BACKUP, json);
            return totals;
        }

        private CopyTotals copy(NodeSummary node) throws Exception {
            var json = read(node.manifest());
            if (!Digest.of(new ByteArrayInputStream(json)).equals(node.digest())) {
                throw new BackupImpossible("BackupCorrupt", node.manifest() + " was changed since", request.backupId());
            }
            put(node.manifest(), json);
            return new CopyObjects(request.cluster(), from, to, bounds).copy(contents(json));
        }

        private static Map<Digest, Long> contents(byte[] json) {
            var contents = new LinkedHashMap<Digest, Long>();
            WireFormat.read(json, NodeManifest.class)
                    .files()
                    .forEach(file -> contents.put(file.digest(), file.sizeBytes()));
            return contents;
        }

        private void requireNoOther(byte[] manifest) throws IOException {
            var present = to.readDocument(request.cluster(), request.backupId(), Manifests.BACKUP);
            if (present.isPresent() && !Arrays.equals(present.get(), manifest)) {
                throw new BackupImpossible(
                        "BackupExists",
                        "the store '" + request.copyTo() + "' has another backup of this name",
                        request.backupId());
            }
        }

        private byte[] read(String document) throws IOException {
            return from.readDocument(request.cluster(), request.backupId(), document)
                    .orElseThrow(() -> new BackupImpossible(
                            "BackupMissing",
                            "the store '" + request.store() + "' has no complete backup of this name: " + document
                                    + " is not there",
                            request.backupId()));
        }

        private void put(String document, byte[] json) throws IOException {
            to.putDocument(request.cluster(), request.backupId(), document, json);
        }
    }
}
