package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestoreReport.Reached;
import dev.aeneas.backup.restore.cql.Cql;
import dev.aeneas.backup.restore.cql.SchemaText;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Creates keyspaces, types, tables and indexes that are missing; empties tables that are to be replaced. */
final class SchemaPhase {
    private final RestoreTables tables;

    SchemaPhase(RestoreTables tables) {
        this.tables = tables;
    }

    Reached perform(RestoreWork.Perform work, BackupContents backup, Naming naming) {
        var cluster = work.request().cluster();
        var contacts = work.target().members();
        var here = SchemaText.of(tables.schema(cluster, contacts));
        tables.carryOut(cluster, contacts, statements(work, backup, naming, here));
        requireFit(backup, naming, SchemaText.of(tables.schema(cluster, contacts)));
        return new Reached(Phase.SCHEMA, null, 0, true);
    }

    static List<String> statements(RestoreWork.Perform work, BackupContents backup, Naming naming, SchemaText here) {
        var statements = new ArrayList<String>();
        var wanted = backup.wanted(naming);
        for (var keyspace : keyspaces(wanted)) {
            keyspace(keyspace, work, backup, naming, here, statements);
        }
        boolean truncate = work.request().command().intoExisting() == IntoExisting.TRUNCATE;
        for (var table : wanted) {
            var target = naming.target(table);
            if (here.table(target).isEmpty()) {
                statements.addAll(backup.schema().creating(table, naming::target));
            } else if (truncate) {
                statements.add("TRUNCATE " + Cql.name(target));
            }
        }
        return statements;
    }

    private static void keyspace(
            String keyspace,
            RestoreWork.Perform work,
            BackupContents backup,
            Naming naming,
            SchemaText here,
            List<String> statements) {
        var target = naming.keyspace(keyspace);
        if (here.keyspace(target).isEmpty()) {
            statements.add("CREATE KEYSPACE IF NOT EXISTS " + Cql.name(target) + " WITH replication = "
                    + work.target().of(target).cql());
        }
        statements.addAll(backup.schema().typesWithout(keyspace, here.types(target), naming::target));
        if (naming.wantsAllOf(keyspace)) {
            statements.addAll(backup.schema().functions(keyspace, naming::target));
        }
    }

    private static Iterable<String> keyspaces(List<TableName> tables) {
        var keyspaces = new LinkedHashSet<String>();
        tables.forEach(table -> keyspaces.add(table.keyspace()));
        return keyspaces;
    }

    /** Somebody may have made a table of that name since the check. */
    private static void requireFit(BackupContents backup, Naming naming, SchemaText here) {
        for (var table : backup.wanted(naming)) {
            var target = naming.target(table);
            var is = here.table(target)
                    .orElseThrow(() -> new IllegalStateException(target + " was created and is not there"));
            var differences = SchemaDifference.of(backup.schema().table(table).orElseThrow(), is);
            if (!differences.isEmpty()) {
                throw new BackupImpossible(
                        "SchemaDiffers", target + " " + String.join(", ", differences), target.toString());
            }
        }
    }
}
