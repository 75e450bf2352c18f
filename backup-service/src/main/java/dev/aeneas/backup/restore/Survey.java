package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestoreNodes.Ring;
import dev.aeneas.backup.restore.cql.SchemaText;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import java.util.List;
import java.util.Map;

/**
 * Everything that is known before a restore.
 *
 * @param missing objects of the backup that the store does not have, or not with their size
 * @param freeBytes by target node; without nodes that did not answer
 * @param start what it begins with, and what is replayed after it
 * @param busy what else is under way at the cluster
 */
record Survey(
        RestoreBackup command,
        BackupContents backup,
        Schema schema,
        Ring ring,
        List<String> missing,
        Map<String, Long> freeBytes,
        Start start,
        List<String> busy) {

    SchemaText here() {
        return SchemaText.of(schema);
    }

    Naming naming() {
        return new Naming(command);
    }
}
