package dev.aeneas.backup.adapter.cluster;

import dev.aeneas.backup.adapter.cluster.ManagedRestoreNodes.Bounds;
import dev.aeneas.backup.restore.RestoreNodes;
import dev.aeneas.backup.restore.SSTableFolder;
import dev.aeneas.backup.restore.StagedFile;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.cassandra.node.NodeOperations;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A node whose disk this machine has. */
final class LocalRestoreSession implements RestoreNodes.Session {
    private final BackupNode node;
    private final NodeOperations operations;
    private final StagingFolder staging;
    private final Bounds bounds;

    LocalRestoreSession(BackupNode node, NodeOperations operations, StagingFolder staging, Bounds bounds) {
        this.node = node;
        this.operations = operations;
        this.staging = staging;
        this.bounds = bounds;
    }

    @Override
    public long freeBytes() throws IOException {
        return staging.freeBytes();
    }

    @Override
    public boolean holds(StagedFile file) throws IOException {
        return staging.holds(file);
    }

    @Override
    public void stage(StagedFile file, InputStream content) throws IOException {
        staging.stage(file, content);
    }

    @Override
    public void add(String source, TableName table, SSTableFolder made) throws IOException {
        staging.add(source, table, made);
    }

    @Override
    public Optional<SSTableFolder> folder(String source) {
        return Optional.of(staging.folder(source));
    }

    @Override
    public void importTable(TableName staged, TableName table, List<String> sources) throws IOException {
        var folders = staging.toImport(staged, table, sources);
        if (!folders.isEmpty()) {
            NodeAccess.named(node, () -> {
                operations.importTables(table.keyspace(), table.table(), folders, bounds.importTable());
                return table;
            });
        }
    }

    @Override
    public void cleanup(String keyspace) {
        ManagedRestoreNodes.cleanup(node, operations, keyspace, bounds);
    }

    @Override
    public void clear() throws IOException {
        staging.clear();
    }

    @Override
    public void close() {
        operations.close();
    }
}
