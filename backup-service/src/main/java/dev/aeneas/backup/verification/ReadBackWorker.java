package dev.aeneas.backup.verification;

import dev.aeneas.backup.pace.IdleThreads;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.run.Manifests.NodeSummary;
import dev.aeneas.backup.run.Quarantine;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.backup.run.StoreFailure.Kind;
import dev.aeneas.backup.verification.Sample.Part;
import dev.aeneas.backup.verification.Verification.Outcome;
import dev.aeneas.backup.verification.VerificationProcess.Found;
import dev.aeneas.contracts.BackupEvent.CorruptPart;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Worker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads contents from the store to their end; the store compares each with its digest.
 *
 * <p>A content that twice was not what it should be is quarantined: the next backup does not take it for one that is there,
 * and sends it again. Nothing is deleted: it may be the reader that errs, and what else the backup has may be all that
 * somebody has left.
 */
public final class ReadBackWorker implements Worker<ReadBack> {
    private static final Set<Kind> DAMAGE = Set.of(Kind.OBJECT_CORRUPT, Kind.OBJECT_MISSING);

    private final BackupStores stores;
    private final InstantSource clock;

    public ReadBackWorker(BackupStores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public Found perform(ProcessId process, ReadBack work) throws IOException {
        return IdleThreads.call(() -> read(work));
    }

    private Found read(ReadBack work) throws IOException {
        var reading = find(work)
                .orElseThrow(() -> new BackupImpossible(
                        "BackupMissing",
                        "the store '" + work.store() + "' has no complete backup of " + work.cluster()
                                + " that is called '" + work.backupId() + "'",
                        work.backupId()));
        var nodes = new ArrayList<NodeManifest>();
        for (var node : reading.manifest().nodes()) {
            reading.manifestOf(node).ifPresent(nodes::add);
        }
        var seed = (long) work.backupId().hashCode() * 31 + work.round();
        var sample = Sample.of(nodes, work.percent(), seed);
        for (var part : sample) {
            reading.read(part);
        }
        reading.quarantine();
        int total = nodes.stream().mapToInt(node -> node.files().size()).sum();
        return new Found(new Outcome(
                clock.instant(), sample.size(), total, reading.bytes(), List.copyOf(reading.corrupt()), null));
    }

    private Optional<Reading> find(ReadBack work) throws IOException {
        var store = stores.named(work.store());
        return store.readDocument(work.cluster(), work.backupId(), Manifests.BACKUP)
                .map(json -> new Reading(store, work, WireFormat.read(json, BackupManifest.class)));
    }

    /** One backup in one store, and what was found so far. */
    private static final class Reading {
        private final BackupStore store;
        private final ReadBack work;
        private final BackupManifest manifest;
        private final List<CorruptPart> corrupt = new ArrayList<>();
        private final List<Digest> damaged = new ArrayList<>();
        private final List<Digest> well = new ArrayList<>();
        private long bytes;

        Reading(BackupStore store, ReadBack work, BackupManifest manifest) {
            this.store = store;
            this.work = work;
            this.manifest = manifest;
        }

        BackupManifest manifest() {
            return manifest;
        }

        List<CorruptPart> corrupt() {
            return corrupt;
        }

        long bytes() {
            return bytes;
        }

        /** Empty when it is not what the backup's manifest says; that is noted. */
        Optional<NodeManifest> manifestOf(NodeSummary node) throws IOException {
            var json = store.readDocument(work.cluster(), work.backupId(), node.manifest());
            if (json.isEmpty()) {
                corrupt.add(new CorruptPart(node.manifest(), "it is missing in the store"));
                return Optional.empty();
            }
            if (!Digest.of(new ByteArrayInputStream(json.get())).equals(node.digest())) {
                corrupt.add(new CorruptPart(node.manifest(), "it was changed since"));
                return Optional.empty();
            }
            return Optional.of(WireFormat.read(json.get(), NodeManifest.class));
        }

        void read(Part part) throws IOException {
            var digest = part.file().digest();
            // once more before it is believed: what was read wrong may have been stored well
            var damage = damage(digest).isEmpty() ? Optional.<StoreFailure>empty() : damage(digest);
            if (damage.isEmpty()) {
                well.add(digest);
                return;
            }
            corrupt.add(new CorruptPart(part.toString(), damage.get().getMessage()));
            damaged.add(digest);
        }

        private Optional<StoreFailure> damage(Digest digest) throws IOException {
            try (var content = store.openObject(work.cluster(), digest)) {
                bytes += content.transferTo(OutputStream.nullOutputStream());
                return Optional.empty();
            } catch (StoreFailure e) {
                if (!DAMAGE.contains(e.kind())) {
                    throw e;
                }
                return Optional.of(e);
            }
        }

        void quarantine() throws IOException {
            Quarantine.change(store, work.cluster(), damaged, well);
        }
    }
}
