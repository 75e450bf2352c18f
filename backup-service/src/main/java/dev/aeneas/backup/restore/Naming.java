package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.cql.SchemaText;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import java.util.List;

/** Which of a backup's tables are wanted, and what they are called where they go to. */
public final class Naming {
    private final RestoreBackup command;

    public Naming(RestoreBackup command) {
        this.command = command;
    }

    /** The name that something of the backup gets. */
    public TableName target(TableName source) {
        return new TableName(
                keyspace(source.keyspace()), command.renameTables().getOrDefault(source.toString(), source.table()));
    }

    public String keyspace(String source) {
        return command.renameKeyspaces().getOrDefault(source, source);
    }

    /** The datacenter that takes the replicas of one in the backup. */
    public String datacenter(String source) {
        return command.datacenters().getOrDefault(source, source);
    }

    /** The wanted tables in their order; materialized views are built anew by Cassandra and never copied. */
    public List<TableName> wanted(Schema schema, SchemaText text) {
        return schema.tables().stream()
                .filter(table -> text.table(table).isPresent())
                .filter(this::wants)
                .toList();
    }

    /** Whether a keyspace is wanted with all that it has. */
    boolean wantsAllOf(String keyspace) {
        boolean everything = command.keyspaces().isEmpty() && command.tables().isEmpty();
        return everything || command.keyspaces().contains(keyspace);
    }

    private boolean wants(TableName table) {
        return wantsAllOf(table.keyspace()) || command.tables().contains(table.toString());
    }
}
