package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.TableName;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.RestoreEvent.RestoredTable;
import java.time.Duration;
import java.util.List;

/** What a worker found or did. */
public sealed interface RestoreReport {

    /** Nothing stands against it. */
    record MayBegin(Planned planned) implements RestoreReport {}

    /** Rules are broken. */
    record MayNotBegin(Refusal.Kind kind, List<Refusal.Violation> violations) implements RestoreReport {}

    /** A step is this far. */
    record Reached(Phase phase, String node, long bytesDone, boolean done) implements RestoreReport {}

    /** What the files hold, by the tables' names in the backup. */
    record Expected(List<ExpectedTable> tables) implements RestoreReport {}

    /** What the tables hold now, and whether that is what was expected. */
    record Read(List<RestoredTable> tables, List<String> differences) implements RestoreReport {}

    /** What is to come back of a table. */
    record ExpectedTable(TableName table, TableDigest digest) {}

    /**
     * What is to be done.
     *
     * @param backupId that it begins with; null: the one that was asked for
     * @param bytesOfSlowest of the node that has most to fetch
     * @param forecast of the whole restore
     * @param notes for people
     */
    record Planned(
            String backupId,
            RestoreTarget target,
            List<NodeBytes> nodes,
            long bytesTotal,
            long bytesOfSlowest,
            Duration forecast,
            List<String> notes) {}

    /** How much a node fetches, of how many nodes of the backup, and whether it gets rows that are not its own. */
    record NodeBytes(String node, long bytes, int files, List<String> sources, boolean cleanup) {}
}
