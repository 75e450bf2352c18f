package dev.aeneas.backup.adapter.sidecar;

import static dev.aeneas.backup.adapter.sidecar.SidecarMessages.SNAPSHOTS;

import dev.aeneas.backup.adapter.sidecar.SidecarMessages.File;
import dev.aeneas.backup.adapter.sidecar.SidecarMessages.Listing;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.ReadSnapshotFiles;
import dev.aeneas.backup.run.SnapshotFile;
import dev.aeneas.contracts.ClusterName;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads snapshots of pods through their sidecars. */
public final class SidecarSnapshotFiles implements ReadSnapshotFiles {
    private final Sidecars sidecars;

    public SidecarSnapshotFiles(Sidecars sidecars) {
        this.sidecars = sidecars;
    }

    @Override
    public NodeFiles list(ClusterName cluster, BackupNode node, String tag) {
        var sidecar = sidecars.of(cluster, node);
        var listing = sidecar.get(SidecarCalls.path(SNAPSHOTS, tag), Listing.class);
        List<SnapshotFile> files =
                listing.files().stream().map(file -> file(sidecar, tag, file)).toList();
        return new NodeFiles(Set.copyOf(listing.tables()), files);
    }

    private static SnapshotFile file(SidecarCalls sidecar, String tag, File file) {
        var table = file.table();
        var names = Stream.concat(
                Stream.of(SNAPSHOTS, tag, table.keyspace(), table.table(), file.tableId()),
                Stream.of(file.name().split("/", -1))); // a secondary index has a folder of its own
        var path = SidecarCalls.path(names.toArray(String[]::new));
        return new SnapshotFile(
                table,
                file.tableId(),
                file.name(),
                file.sizeBytes(),
                file.identity(),
                () -> new SidecarInput(sidecar, path, file.sizeBytes()));
    }
}
