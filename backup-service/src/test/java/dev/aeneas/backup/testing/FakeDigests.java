package dev.aeneas.backup.testing;

import dev.aeneas.backup.restore.DigestFiles;
import dev.aeneas.backup.restore.DigestTables;
import dev.aeneas.backup.restore.SSTableFolder;
import dev.aeneas.backup.restore.TableDigest;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.contracts.ClusterName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Digests that a test sets: one set for what files hold, one for what tables hold; a table that was not set is empty. */
public final class FakeDigests {
    private final Map<TableName, TableDigest> inFiles = new ConcurrentHashMap<>();
    private final Map<TableName, TableDigest> inTables = new ConcurrentHashMap<>();

    /** From now on the files hold this. */
    public void filesHold(TableName table, TableDigest digest) {
        inFiles.put(table, digest);
    }

    /** From now on the cluster's table holds this. */
    public void tableHolds(TableName table, TableDigest digest) {
        inTables.put(table, digest);
    }

    public DigestFiles files() {
        return (Schema schema, List<SSTableFolder> folders, Instant at) -> among(inFiles, schema.tables());
    }

    public DigestTables tables() {
        return (ClusterName cluster, Map<TableName, Set<String>> columns) -> among(inTables, columns.keySet());
    }

    private static Map<TableName, TableDigest> among(Map<TableName, TableDigest> held, Collection<TableName> tables) {
        return tables.stream()
                .collect(Collectors.toMap(Function.identity(), table -> held.getOrDefault(table, TableDigest.EMPTY)));
    }
}
