package dev.aeneas.backup.adapter.sidecar;

import static dev.aeneas.backup.adapter.sidecar.SidecarMessages.DIGEST;
import static dev.aeneas.backup.adapter.sidecar.SidecarMessages.RESTORES;
import static dev.aeneas.backup.adapter.sidecar.SidecarMessages.SIZE;

import dev.aeneas.backup.adapter.cluster.ManagedRestoreNodes;
import dev.aeneas.backup.adapter.cluster.ManagedRestoreNodes.Bounds;
import dev.aeneas.backup.adapter.sidecar.SidecarMessages.Done;
import dev.aeneas.backup.adapter.sidecar.SidecarMessages.Holding;
import dev.aeneas.backup.adapter.sidecar.SidecarMessages.Import;
import dev.aeneas.backup.adapter.sidecar.SidecarMessages.Space;
import dev.aeneas.backup.restore.RestoreNodes;
import dev.aeneas.backup.restore.SSTableFolder;
import dev.aeneas.backup.restore.StagedFile;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.cassandra.node.NodeOperations;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A pod: its disk through its sidecar, which imports too; the rest as pods are operated. */
final class SidecarRestoreSession implements RestoreNodes.Session {
    private final BackupNode node;
    private final NodeOperations operations;
    private final SidecarCalls sidecar;
    private final String restoreId;
    private final Bounds bounds;

    SidecarRestoreSession(
            BackupNode node, NodeOperations operations, SidecarCalls sidecar, String restoreId, Bounds bounds) {
        this.node = node;
        this.operations = operations;
        this.sidecar = sidecar;
        this.restoreId = restoreId;
        this.bounds = bounds;
    }

    @Override
    public long freeBytes() {
        return sidecar.get(path(), Space.class).freeBytes();
    }

    @Override
    public boolean holds(StagedFile file) {
        return sidecar.get(path(file), Holding.class).whole();
    }

    @Override
    public void stage(StagedFile file, InputStream content) throws IOException {
        sidecar.put(path(file) + "&" + DIGEST + "=" + file.digest(), content);
    }

    @Override
    public void add(String source, TableName table, SSTableFolder made) {
        throw new BackupImpossible("NotLocal", "nothing that was made here can be added to a pod's files", node.name());
    }

    @Override
    public Optional<SSTableFolder> folder(String source) {
        return Optional.empty();
    }

    @Override
    public void importTable(TableName staged, TableName table, List<String> sources) {
        var wanted = new Import(staged, table, sources, bounds.importTable().toSeconds());
        var unused = sidecar.post(path(), wanted, bounds.importTable(), Done.class);
    }

    @Override
    public void cleanup(String keyspace) {
        ManagedRestoreNodes.cleanup(node, operations, keyspace, bounds);
    }

    @Override
    public void clear() {
        var unused = sidecar.delete(path(), Done.class);
    }

    @Override
    public void close() {
        operations.close();
    }

    private String path() {
        return SidecarCalls.path(RESTORES, restoreId);
    }

    private String path(StagedFile file) {
        var table = file.table();
        return SidecarCalls.path(RESTORES, restoreId, file.source(), table.keyspace(), table.table(), file.name()) + "?"
                + SIZE + "=" + file.sizeBytes();
    }
}
