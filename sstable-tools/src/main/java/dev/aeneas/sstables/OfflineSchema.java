package dev.aeneas.sstables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.cassandra.config.Config;
import org.apache.cassandra.config.DataStorageSpec;
import org.apache.cassandra.config.DatabaseDescriptor;
import org.apache.cassandra.cql3.CQLStatement;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.cql3.statements.schema.AlterSchemaStatement;
import org.apache.cassandra.cql3.statements.schema.AlterTableStatement;
import org.apache.cassandra.cql3.statements.schema.CreateKeyspaceStatement;
import org.apache.cassandra.cql3.statements.schema.CreateTableStatement;
import org.apache.cassandra.cql3.statements.schema.CreateTypeStatement;
import org.apache.cassandra.cql3.statements.schema.CreateViewStatement;
import org.apache.cassandra.dht.Murmur3Partitioner;
import org.apache.cassandra.schema.KeyspaceMetadata;
import org.apache.cassandra.schema.KeyspaceParams;
import org.apache.cassandra.schema.Keyspaces;
import org.apache.cassandra.schema.Schema;
import org.apache.cassandra.schema.TableMetadata;
import org.apache.cassandra.service.ClientState;
import org.apache.cassandra.utils.StorageCompatibilityMode;

/** Makes a schema from the statements of {@code DESCRIBE … WITH INTERNALS}, known to Cassandra's statics of this process. */
final class OfflineSchema {
    private OfflineSchema() {}

    /** The tables and views of the script, those asked for. */
    static List<TableMetadata> load(Path script, Optional<Set<String>> wanted) throws IOException {
        initialize();
        var keyspaces = keyspaces(CqlScript.statements(Files.readString(script)));
        Schema.instance.transform(present -> present.withAddedOrReplaced(keyspaces));
        return keyspaces.stream()
                .flatMap(keyspace ->
                        StreamSupport.stream(keyspace.tablesAndViews().spliterator(), false))
                .filter(table -> wanted.isEmpty() || wanted.get().contains(table.keyspace + "." + table.name))
                .toList();
    }

    private static void initialize() {
        DatabaseDescriptor.clientInitialization(false, () -> {
            var config = new Config();
            // what is written is for a cluster that runs the same version
            config.storage_compatibility_mode = StorageCompatibilityMode.NONE;
            // a node derives it from its segments; ours are whatever some node had
            config.max_mutation_size = new DataStorageSpec.IntKibibytesBound("512MiB");
            return config;
        });
        if (DatabaseDescriptor.getPartitioner() == null) {
            DatabaseDescriptor.setPartitionerUnsafe(Murmur3Partitioner.instance);
        }
        DatabaseDescriptor.setMaterializedViewsEnabled(true);
    }

    private static Keyspaces keyspaces(List<String> statements) {
        var keyspaces = Keyspaces.none();
        for (var statement : statements) {
            var dropped = DroppedColumn.parse(statement);
            keyspaces = dropped.isPresent()
                    ? dropped.get().applyTo(keyspaces)
                    : apply(keyspaces, QueryProcessor.parseStatement(statement));
        }
        return keyspaces;
    }

    /** What says how rows are stored; indexes, functions and triggers do not. */
    private static Keyspaces apply(Keyspaces keyspaces, CQLStatement.Raw raw) {
        if (raw instanceof CreateKeyspaceStatement.Raw keyspace) {
            // where replicas would be is nobody's question here
            return keyspaces.withAddedOrReplaced(
                    KeyspaceMetadata.create(keyspace.keyspaceName, KeyspaceParams.simple(1)));
        }
        boolean counts = raw instanceof CreateTypeStatement.Raw
                || raw instanceof CreateTableStatement.Raw
                || raw instanceof CreateViewStatement.Raw
                || raw instanceof AlterTableStatement.Raw;
        return counts
                ? ((AlterSchemaStatement) raw.prepare(ClientState.forInternalCalls())).apply(keyspaces)
                : keyspaces;
    }
}
