package dev.aeneas.backup.adapter.cluster;

import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.ReadSnapshotFiles;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads snapshots of nodes whose disks this machine has: {@link SnapshotFolders}. */
public final class LocalSnapshotFiles implements ReadSnapshotFiles {
    private final NodeAccess access;

    public LocalSnapshotFiles(NodeAccess access) {
        this.access = access;
    }

    @Override
    public NodeFiles list(ClusterName cluster, BackupNode node, String tag) throws IOException {
        return new SnapshotFolders(dataDirectories(cluster, node)).list(tag);
    }

    private List<Path> dataDirectories(ClusterName cluster, BackupNode node) {
        try (var operations = access.connect(cluster, node)) {
            var directories = NodeAccess.named(node, operations::dataDirectories);
            for (var directory : directories) {
                if (!Files.isDirectory(directory)) {
                    throw new BackupImpossible(
                            "NotLocal",
                            "the node keeps its data in " + directory + ", which is not on this machine",
                            node.name());
                }
            }
            return directories;
        }
    }
}
