package dev.aeneas.sstables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.cassandra.io.sstable.Descriptor;
import org.apache.cassandra.io.sstable.format.SSTableReader;
import org.apache.cassandra.io.util.File;
import org.apache.cassandra.schema.TableMetadata;
import org.apache.cassandra.schema.TableMetadataRef;

/**
 * The SSTables of a table in several folders, each at {@code <keyspace>/<table>[-<id>]/}.
 *
 * <p>A folder that carries another id belongs to a table of that name that was dropped. Indexes have folders of their own, deeper.
 */
record TableFiles(TableMetadata table, List<Path> folders) {

    /** Opens each; close them after use. Closes what it opened when one cannot be read. */
    List<SSTableReader> open() throws IOException {
        var reference = TableMetadataRef.forOfflineTools(table);
        var opened = new ArrayList<SSTableReader>();
        try {
            for (var data : dataFiles()) {
                var descriptor = Descriptor.fromFileWithComponent(new File(data), table.keyspace, table.name).left;
                opened.add(SSTableReader.openNoValidation(null, descriptor, reference));
            }
            return opened;
        } catch (RuntimeException e) {
            close(opened);
            throw e;
        }
    }

    static void close(List<SSTableReader> readers) {
        readers.forEach(reader -> reader.selfRef().release());
    }

    private List<Path> dataFiles() throws IOException {
        var files = new ArrayList<Path>();
        for (var folder : folders) {
            var keyspace = folder.resolve(table.keyspace);
            if (Files.isDirectory(keyspace)) {
                for (var candidate : children(keyspace)) {
                    if (isOfTable(candidate)) {
                        children(candidate).stream()
                                .filter(file -> file.toString().endsWith("-Data.db"))
                                .forEach(files::add);
                    }
                }
            }
        }
        return files;
    }

    private boolean isOfTable(Path folder) {
        var name = String.valueOf(folder.getFileName());
        return Files.isDirectory(folder)
                && (name.equals(table.name) || name.equals(table.name + "-" + table.id.toHexString()));
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }
}
