package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestoreReport.Reached;
import dev.aeneas.backup.run.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates materialized views after their tables' rows are there: an import of files updates no view, and a view that is created
 * is built from what its table holds.
 */
final class ViewPhase {
    private final RestoreTables tables;

    ViewPhase(RestoreTables tables) {
        this.tables = tables;
    }

    Reached perform(RestoreWork.Perform work, BackupContents backup, Naming naming) {
        var statements = statements(backup, naming);
        if (!statements.isEmpty()) {
            tables.carryOut(work.request().cluster(), work.target().members(), statements);
        }
        return new Reached(Phase.VIEWS, null, 0, true);
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
