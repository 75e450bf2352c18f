package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes SSTables of what commit logs hold. */
public interface ReplaySegments {
    /**
     * What is read.
     *
     * @param folders of this machine, one for each node, with segments under the names the node gave them
     * @param since when the backup was frozen that the rows are added to
     */
    record Segments(List<String> folders, Instant since, Instant until) {}

    /**
     * Writes what was written up to the moment, each table's at {@code <keyspace>/<table>-<id>/} below the folder.
     *
     * <p>Repeating it into an empty folder gives the same rows.
     *
     * @param schema with the table ids of the cluster whose commit logs these are
     * @return changes of each table asked for
     * @throws BackupImpossible when a table was truncated, or dropped and created again, between the two moments: neither can be
     *     done again
     * @throws IOException when a segment cannot be read, or not within the bound; a torn end is no failure
     */
    Map<TableName, Long> replay(Schema schema, Set<TableName> tables, Segments segments, SSTableFolder into)
            throws IOException, InterruptedException;
}
