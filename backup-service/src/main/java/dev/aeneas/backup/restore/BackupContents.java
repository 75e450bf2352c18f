package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.cql.SchemaText;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import java.util.List;

/** A complete backup: what was frozen, and each node's files. */
public record BackupContents(BackupManifest manifest, List<NodeManifest> nodes) {

    public SchemaText schema() {
        return SchemaText.of(manifest.schema());
    }

    /** The schema, of these tables only. */
    Schema schemaOf(List<TableName> tables) {
        var schema = manifest.schema();
        return new Schema(schema.cassandraVersion(), schema.keyspaces(), tables, schema.statements());
    }

    /** The tables that a request is about. */
    public List<TableName> wanted(Naming naming) {
        return naming.wanted(manifest.schema(), schema());
    }
}
