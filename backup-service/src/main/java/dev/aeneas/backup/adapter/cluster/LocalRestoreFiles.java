package dev.aeneas.backup.adapter.cluster;

import dev.aeneas.backup.adapter.cluster.ManagedRestoreNodes.Bounds;
import dev.aeneas.backup.restore.RestoreNodes.Session;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.contracts.ClusterName;
import java.nio.file.Files;

/** Disks that this machine has. */
public record LocalRestoreFiles(Bounds bounds) implements ManagedRestoreNodes.Files {
    @Override
    public Session open(ClusterName cluster, BackupNode node, NodeOperations operations, String restoreId) {
        var data = NodeAccess.named(node, operations::dataDirectories).get(0);
        if (!Files.isDirectory(data)) {
            throw new BackupImpossible(
                    "NotLocal", "the node keeps its data in " + data + ", which is not on this machine", node.name());
        }
        return new LocalRestoreSession(node, operations, StagingFolder.beside(data, restoreId), bounds);
    }
}
