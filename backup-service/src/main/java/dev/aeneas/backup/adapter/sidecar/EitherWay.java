package dev.aeneas.backup.adapter.sidecar;

import dev.aeneas.backup.adapter.cluster.LocalRestoreFiles;
import dev.aeneas.backup.adapter.cluster.LocalSnapshotFiles;
import dev.aeneas.backup.adapter.cluster.ManagedRestoreNodes;
import dev.aeneas.backup.adapter.cluster.NodeAccess;
import dev.aeneas.backup.run.ReadSnapshotFiles;

/** Through the sidecar where a cluster's nodes are pods, on this machine's disk else. */
public final class EitherWay {
    private EitherWay() {}

    public static ReadSnapshotFiles snapshots(NodeAccess access, Sidecars sidecars) {
        var pods = new SidecarSnapshotFiles(sidecars);
        var local = new LocalSnapshotFiles(access);
        return (cluster, node, tag) -> (access.isPods(cluster) ? pods : local).list(cluster, node, tag);
    }

    public static ManagedRestoreNodes.Files restores(
            NodeAccess access, Sidecars sidecars, ManagedRestoreNodes.Bounds bounds) {
        ManagedRestoreNodes.Files pods = (cluster, node, operations, restoreId) ->
                new SidecarRestoreSession(node, operations, sidecars.of(cluster, node), restoreId, bounds);
        var local = new LocalRestoreFiles(bounds);
        return (cluster, node, operations, restoreId) ->
                (access.isPods(cluster) ? pods : local).open(cluster, node, operations, restoreId);
    }
}
