package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.TableName;
import dev.aeneas.contracts.ClusterName;
import java.util.Map;
import java.util.Set;

/** Says what tables of a living cluster hold. */
public interface DigestTables {
    /**
     * Reads every row at LOCAL_QUORUM; rows written meanwhile may be in it or not.
     *
     * @param columns of each table those that count, where it has them: it may have got others since, or lost some
     * @return each of these tables
     * @throws IllegalStateException when the cluster does not answer, or a table is not there
     */
    Map<TableName, TableDigest> of(ClusterName cluster, Map<TableName, Set<String>> columns)
            throws InterruptedException;
}
