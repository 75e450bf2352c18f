package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.cql.TableText;
import java.util.ArrayList;
import java.util.List;

/** Why a table cannot take the files of another one; a column that was added since does no harm. */
final class SchemaDifference {
    private SchemaDifference() {}

    static List<String> of(TableText backup, TableText here) {
        var differences = new ArrayList<String>();
        backup.columns().forEach((name, was) -> {
            var is = here.columns().get(name);
            if (is == null && !here.dropped().contains(name)) {
                differences.add("has no column '" + name + "', which is " + was + " in the backup");
            } else if (is != null && !is.equals(was)) {
                differences.add("has column '" + name + "' as " + is + ", in the backup it is " + was);
            }
        });
        backup.dropped().stream()
                .filter(name ->
                        !here.dropped().contains(name) && !here.columns().containsKey(name))
                .forEach(name -> differences.add("never had column '" + name
                        + "', which the backup's files may still hold though it was dropped"));
        here.columns().forEach((name, is) -> {
            if (!backup.columns().containsKey(name) && is.role().contains("key")) {
                differences.add("has column '" + name + "' in its key, the backup's has not");
            }
        });
        return differences;
    }
}
