package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Says what SSTables hold without a cluster. */
public interface DigestFiles {
    /**
     * Reads every replica's SSTables as one table, newest write wins; what was expired at the moment is not there.
     *
     * @return every table of the schema, also those without files
     * @throws IOException when files cannot be read, or not within the bound
     */
    Map<TableName, TableDigest> of(Schema schema, List<SSTableFolder> folders, Instant at)
            throws IOException, InterruptedException;
}
