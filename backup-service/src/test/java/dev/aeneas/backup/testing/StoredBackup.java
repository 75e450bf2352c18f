package dev.aeneas.backup.testing;

import static dev.aeneas.backup.testing.Topologies.ORDERS;

import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.FileEntry;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.run.Manifests.NodeSummary;
import dev.aeneas.backup.run.Manifests.NodeTokens;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.backup.run.Totals;
import dev.aeneas.contracts.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a complete backup into a store without a cluster. */
public final class StoredBackup {
    public static final String KEYSPACE =
            "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': '1'};";
    public static final String TABLE = "CREATE TABLE shop.items (id int PRIMARY KEY, name text) WITH ID ="
            + " 5f3c0e10-0000-11ee-0000-0123456789ab AND comment = '';";

    private final BackupStore store;
    private final String backupId;
    private final Map<RingNode, List<FileEntry>> files = new LinkedHashMap<>();
    private Instant at = Instant.parse("2026-12-31T02:00:00Z");

    public StoredBackup(BackupStore store, String backupId) {
        this.store = store;
        this.backupId = backupId;
    }

    /** When its nodes were frozen; otherwise at 2026-12-31 02:00. */
    public StoredBackup at(Instant moment) {
        at = moment;
        return this;
    }

    public StoredBackup node(RingNode node, TableName table, String file, String content) throws IOException {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var digest = Digest.of(new ByteArrayInputStream(bytes));
        store.putObject(ORDERS, digest, bytes.length, () -> new ByteArrayInputStream(bytes));
        files.computeIfAbsent(node, n -> new ArrayList<>())
                .add(new FileEntry(table.keyspace(), table.table(), "5f3c", file, bytes.length, digest));
        return this;
    }

    public void write(String version, String... statements) throws IOException {
        var summaries = new ArrayList<NodeSummary>();
        for (var entry : files.entrySet()) {
            var tokens = new NodeTokens(entry.getKey().node(), entry.getKey().tokens());
            var name = Manifests.ofNode(tokens.node().name());
            var json = WireFormat.write(new NodeManifest(1, backupId, tokens, version, at, 0, entry.getValue()));
            store.putDocument(ORDERS, backupId, name, json);
            var totals = new Totals(entry.getValue().size(), 0, 0);
            summaries.add(new NodeSummary(tokens, name, Digest.of(new ByteArrayInputStream(json)), totals));
        }
        var tables = files.values().stream()
                .flatMap(List::stream)
                .map(file -> new TableName(file.keyspace(), file.table()))
                .distinct()
                .toList();
        var keyspaces = tables.stream().map(TableName::keyspace).distinct().toList();
        var schema = new Schema(version, keyspaces, tables, List.of(statements));
        var manifest = new BackupManifest(
                1, ORDERS, backupId, null, at, at, schema, summaries, new Totals(files.size(), 0, 0), null);
        store.putDocument(ORDERS, backupId, Manifests.BACKUP, WireFormat.write(manifest));
    }
}
