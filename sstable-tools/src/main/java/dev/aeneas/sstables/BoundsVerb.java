package dev.aeneas.sstables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.cassandra.io.sstable.format.SSTableReader;

/** {@code bounds --schema schema.cql --folder a [--table ks.t]}: first and last token of each SSTable, from its index. */
final class BoundsVerb {
    private final Output output;

    BoundsVerb(Output output) {
        this.output = output;
    }

    void run(Arguments arguments) throws IOException {
        for (var table : OfflineSchema.load(Path.of(arguments.one("schema")), arguments.tables())) {
            var sstables = new TableFiles(table, arguments.folders("folder")).open();
            try {
                sstables.forEach(sstable -> tell(sstable));
            } finally {
                TableFiles.close(sstables);
            }
        }
    }

    private void tell(SSTableReader sstable) {
        output.line(Map.of(
                "kind", "sstable",
                "keyspace", sstable.metadata().keyspace,
                "table", sstable.metadata().name,
                "data", sstable.getFilename(),
                "firstToken", sstable.getFirst().getToken().toString(),
                "lastToken", sstable.getLast().getToken().toString(),
                "sizeBytes", sstable.bytesOnDisk()));
    }
}
