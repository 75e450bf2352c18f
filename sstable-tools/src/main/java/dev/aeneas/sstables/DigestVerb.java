package dev.aeneas.sstables;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.cassandra.db.partitions.UnfilteredPartitionIterators;
import org.apache.cassandra.io.sstable.format.SSTableReader;
import org.apache.cassandra.schema.TableMetadata;

/**
 * {@code digest --schema schema.cql --at 2026-01-31T10:00:00Z --folder a --folder b [--table ks.t]}: what each table held at
 * that moment, all folders merged as Cassandra merges replicas.
 */
final class DigestVerb {
    private static final long PROGRESS_NANOS = Duration.ofSeconds(1).toNanos();

    private final Output output;
    private long toldAt = System.nanoTime();

    DigestVerb(Output output) {
        this.output = output;
    }

    void run(Arguments arguments) throws IOException {
        var tables = OfflineSchema.load(Path.of(arguments.one("schema")), arguments.tables());
        var folders = arguments.folders("folder");
        long at = arguments.moment("at").getEpochSecond();
        for (var table : tables) {
            var hash = digest(new TableFiles(table, folders), at);
            output.line(Map.of(
                    "kind",
                    "table",
                    "keyspace",
                    table.keyspace,
                    "table",
                    table.name,
                    "rows",
                    hash.rows(),
                    "digest",
                    hash.digest()));
        }
    }

    private RowHash digest(TableFiles files, long atSeconds) throws IOException {
        var hash = new RowHash();
        var sstables = files.open();
        try {
            if (!sstables.isEmpty()) {
                var scanners = sstables.stream().map(SSTableReader::getScanner).toList();
                var merged =
                        UnfilteredPartitionIterators.merge(scanners, UnfilteredPartitionIterators.MergeListener.NOOP);
                var rows = new TableRows(files.table(), hash);
                try (var live = UnfilteredPartitionIterators.filter(merged, atSeconds)) {
                    while (live.hasNext()) {
                        rows.add(live.next());
                        tellProgress(files.table(), hash);
                    }
                }
            }
        } finally {
            TableFiles.close(sstables);
        }
        return hash;
    }

    private void tellProgress(TableMetadata table, RowHash hash) {
        if (System.nanoTime() - toldAt > PROGRESS_NANOS) {
            toldAt = System.nanoTime();
            output.line(
                    Map.of("kind", "progress", "keyspace", table.keyspace, "table", table.name, "rows", hash.rows()));
        }
    }
}
