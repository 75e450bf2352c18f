package dev.aeneas.sstables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.apache.cassandra.config.DatabaseDescriptor;
import org.apache.cassandra.db.DecoratedKey;
import org.apache.cassandra.db.SerializationHeader;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.db.rows.EncodingStats;
import org.apache.cassandra.io.sstable.Descriptor;
import org.apache.cassandra.io.sstable.SSTableTxnWriter;
import org.apache.cassandra.io.sstable.SequenceBasedSSTableId;
import org.apache.cassandra.io.util.File;
import org.apache.cassandra.schema.TableMetadata;
import org.apache.cassandra.schema.TableMetadataRef;
import org.apache.cassandra.service.ActiveRepairService;

/** Writes an SSTable of a table into {@code <folder>/<keyspace>/<table>-<id>/}. */
record WriteSSTable(TableMetadata table, Path folder) {

    /** Writes what is not empty; the generation is part of the file's name. */
    Path write(SortedMap<DecoratedKey, List<PartitionUpdate>> partitions, int generation) {
        var descriptor = descriptor(generation);
        try (var writer = writer(descriptor, partitions.size())) {
            for (var updates : partitions.values()) {
                try (var rows = PartitionUpdate.merge(updates).unfilteredIterator()) {
                    writer.append(rows);
                }
            }
            writer.finish(false);
        }
        return descriptor.directory.toPath();
    }

    private SSTableTxnWriter writer(Descriptor descriptor, long keys) {
        var header = new SerializationHeader(true, table, table.regularAndStaticColumns(), EncodingStats.NO_STATS);
        return SSTableTxnWriter.create(
                TableMetadataRef.forOfflineTools(table),
                descriptor,
                keys,
                ActiveRepairService.UNREPAIRED_SSTABLE,
                ActiveRepairService.NO_PENDING_REPAIR,
                false,
                header,
                List.of(),
                null);
    }

    private Descriptor descriptor(int generation) {
        var directory = folder.resolve(table.keyspace).resolve(table.name + "-" + table.id.toHexString());
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Descriptor(
                new File(directory),
                table.keyspace,
                table.name,
                new SequenceBasedSSTableId(generation),
                DatabaseDescriptor.getSelectedSSTableFormat());
    }
}
