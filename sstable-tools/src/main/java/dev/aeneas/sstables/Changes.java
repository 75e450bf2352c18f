package dev.aeneas.sstables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.cassandra.db.DecoratedKey;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.schema.TableId;
import org.apache.cassandra.schema.TableMetadata;

/** Changes of tables, in memory up to a share of the heap and then in SSTables. */
final class Changes {
    /** A row in memory takes several times the bytes of its data. */
    private static final long BYTES_MAX = Runtime.getRuntime().maxMemory() / 12;

    /** An update without data is a deletion, and has a size too. */
    private static final int UPDATE_BYTES = 200;

    private final Path into;
    private final Map<TableId, TableMetadata> tables = new HashMap<>();
    private final Map<TableId, TreeMap<DecoratedKey, List<PartitionUpdate>>> waiting = new HashMap<>();
    private final Map<TableId, Long> counts = new HashMap<>();
    private final Map<TableId, List<Path>> written = new HashMap<>();
    private long bytes;

    Changes(List<TableMetadata> tables, Path into) {
        this.into = into;
        tables.forEach(table -> this.tables.put(table.id, table));
    }

    boolean wants(PartitionUpdate update) {
        return tables.containsKey(update.metadata().id);
    }

    void add(PartitionUpdate update) {
        var id = update.metadata().id;
        waiting.computeIfAbsent(id, i -> new TreeMap<>())
                .computeIfAbsent(update.partitionKey(), k -> new ArrayList<>())
                .add(update);
        counts.merge(id, 1L, Long::sum);
        bytes += UPDATE_BYTES + update.dataSize();
        if (bytes > BYTES_MAX) {
            write();
        }
    }

    /** Empties the memory. */
    void write() {
        waiting.forEach((id, partitions) -> {
            var files = written.computeIfAbsent(id, i -> new ArrayList<>());
            files.add(new WriteSSTable(tables.get(id), into).write(partitions, files.size() + 1));
        });
        waiting.clear();
        bytes = 0;
    }

    Map<String, Object> summary(TableMetadata table) {
        return Map.of(
                "kind",
                "table",
                "keyspace",
                table.keyspace,
                "table",
                table.name,
                "mutations",
                counts.getOrDefault(table.id, 0L),
                "sstables",
                written.getOrDefault(table.id, List.of()).size());
    }
}
