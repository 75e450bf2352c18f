package dev.aeneas.backup.run;

import dev.aeneas.backup.pace.KeptBack;
import dev.aeneas.backup.pace.PacedNode;
import dev.aeneas.backup.pace.Paces;
import dev.aeneas.backup.run.BackupReport.NodeUploaded;
import dev.aeneas.backup.run.BackupWork.UploadNode;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.run.Manifests.SnapshotTaken;
import dev.aeneas.backup.run.SendFiles.Sent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Sends one node's files, what the store has already excepted, and writes the node's manifest when all are there. */
final class UploadPhase {
    private final ReadSnapshotFiles snapshots;
    private final Paces paces;
    private final BackupStores stores;
    private final Manifests manifests;
    private final Bounds bounds;

    /** How much at once and how long. */
    record Bounds(int filesAtOnce, Duration timeout) {}

    UploadPhase(ReadSnapshotFiles snapshots, Paces paces, BackupStores stores, Manifests manifests, Bounds bounds) {
        this.snapshots = snapshots;
        this.paces = paces;
        this.stores = stores;
        this.manifests = manifests;
        this.bounds = bounds;
    }

    NodeUploaded perform(UploadNode work) throws Exception {
        var name = work.node().name();
        var present = manifests
                .find(work.request(), Manifests.ofNode(name), NodeManifest.class)
                .filter(manifest -> manifest.snapshotAt().equals(work.snapshot().at()));
        return present.isPresent() ? new NodeUploaded(name, present.get().totals(), null) : upload(work);
    }

    private NodeUploaded upload(UploadNode work) throws Exception {
        var request = work.request();
        var taken = manifests.snapshotTaken(request, work.snapshot());
        var found = snapshots.list(request.cluster(), work.node(), request.backupId());
        requireEveryTable(work, taken, found);
        var name = work.node().name();
        var store = stores.named(request.store());
        var known = KnownDigests.read(store, request.cluster(), name);
        var quarantined = Quarantine.read(store, request.cluster());
        var paced = send(work, new SendFiles(store, request.cluster(), known, bounds, quarantined), found.files());
        var sent = paced.files();
        Quarantine.change(store, request.cluster(), Set.of(), mended(sent));
        var manifest = manifest(work, taken, sent);
        manifests.put(request, Manifests.ofNode(name), manifest);
        known.write(store, request.cluster(), name, found(taken, sent));
        return new NodeUploaded(name, manifest.totals(), paced.keptBack());
    }

    /** What travelled is there anew, whatever was there before. */
    private static List<Digest> mended(List<Sent> sent) {
        return sent.stream().filter(file -> file.bytes() > 0).map(Sent::digest).toList();
    }

    /** Files that the store holds now, and what was done meanwhile to keep out of the way. */
    private record Paced(List<Sent> files, KeptBack keptBack) {}

    private Paced send(UploadNode work, SendFiles sender, List<SnapshotFile> files) throws Exception {
        var node = work.node();
        try (var pace = paces.of(new PacedNode(work.request().cluster(), node.name(), node.address()))) {
            pace.awaitCompactions();
            var sent = sender.send(files.stream().map(file -> file.at(pace)).toList());
            return new Paced(sent, pace.shown().keptBack());
        }
    }

    private static void requireEveryTable(UploadNode work, SnapshotTaken taken, ReadSnapshotFiles.NodeFiles found) {
        var missing = new TreeSet<>(taken.schema().tables());
        missing.removeAll(found.tables());
        if (!missing.isEmpty()) {
            throw new BackupImpossible(
                    "SnapshotLost",
                    "the node holds no snapshot of " + missing,
                    work.node().name());
        }
    }

    private static KnownDigests.Found found(SnapshotTaken taken, List<Sent> sent) {
        var digests = new LinkedHashMap<SnapshotFile, Digest>();
        sent.forEach(file -> digests.put(file.file(), file.digest()));
        return new KnownDigests.Found(Set.copyOf(taken.schema().keyspaces()), digests);
    }

    private static NodeManifest manifest(UploadNode work, SnapshotTaken taken, List<Sent> sent) {
        var node = taken.nodes().stream()
                .filter(n -> n.node().equals(work.node()))
                .findFirst()
                .orElseThrow();
        return new NodeManifest(
                Manifests.FORMAT,
                work.request().backupId(),
                node,
                taken.schema().cassandraVersion(),
                taken.snapshotAt(),
                sent.stream().mapToLong(Sent::bytes).sum(),
                sent.stream().map(Sent::entry).toList());
    }
}
