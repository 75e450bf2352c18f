package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestoreReport.Reached;
import dev.aeneas.backup.restore.cql.RoleText;
import dev.aeneas.backup.run.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Creates materialized views, and roles with their permissions, after the tables' rows are there: an import of files updates no view, and a view that is created
 * is built from what its table holds.
 */
final class ViewPhase {
    private final RestoreTables tables;

    ViewPhase(RestoreTables tables) {
        this.tables = tables;
    }

    Reached perform(RestoreWork.Perform work, BackupContents backup, Naming naming) {
        var statements = statements(backup, naming);
        if (work.request().command().withRoles()) {
            statements.addAll(roles(work, backup, naming));
        }
        if (!statements.isEmpty()) {
            tables.carryOut(work.request().cluster(), work.target().members(), statements);
        }
        return new Reached(Phase.VIEWS, null, 0, true);
    }

    private List<String> roles(RestoreWork.Perform work, BackupContents backup, Naming naming) {
        var cluster = work.request().cluster();
        var contacts = work.target().members();
        var here = tables.schema(cluster, contacts);
        var named = new RoleText.Here(Set.copyOf(here.tables()), Set.copyOf(here.keyspaces()), naming::target);
        var was = backup.manifest().schema().roles();
        return new RoleText(was, tables.roles(cluster, contacts), named).statements();
    }

    private static List<String> statements(BackupContents backup, Naming naming) {
        var statements = new ArrayList<String>();
        for (var view : views(backup, naming)) {
            statements.addAll(backup.schema().creatingView(view, naming::target));
        }
        return statements;
    }

    /** A table of another name leaves its views out: theirs would be taken, or say what is not so. */
    static List<TableName> views(BackupContents backup, Naming naming) {
        return backup.wanted(naming).stream()
                .filter(table -> naming.target(table).table().equals(table.table()))
                .flatMap(table -> backup.schema().views(table).stream())
                .toList();
    }
}
