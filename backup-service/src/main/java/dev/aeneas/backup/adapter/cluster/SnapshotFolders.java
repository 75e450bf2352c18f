package dev.aeneas.backup.adapter.cluster;

import dev.aeneas.backup.run.ReadSnapshotFiles.NodeFiles;
import dev.aeneas.backup.run.SnapshotFile;
import dev.aeneas.backup.run.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Snapshots on a node's disk: {@code <keyspace>/<table>-<id>/snapshots/<tag>} below each data directory. */
public record SnapshotFolders(List<Path> dataDirectories) {
    /** Written by Cassandra into every table's snapshot beside the SSTables; the backup's manifest says it better. */
    private static final Set<String> NOT_DATA = Set.of("manifest.json", "schema.cql");

    private static final String SNAPSHOTS = "snapshots";

    /** What there is under a tag. */
    public NodeFiles list(String tag) throws IOException {
        var tables = new HashSet<TableName>();
        var files = new ArrayList<SnapshotFile>();
        for (var directory : dataDirectories) {
            for (var table : tableFolders(directory)) {
                var snapshot = table.resolve(SNAPSHOTS).resolve(tag);
                if (Files.isDirectory(snapshot)) {
                    var folder = TableFolder.of(table);
                    tables.add(folder.name());
                    files.addAll(files(folder, snapshot));
                }
            }
        }
        return new NodeFiles(tables, files);
    }

    /**
     * A file of the list.
     *
     * @param name as {@link SnapshotFile} has it
     */
    public Optional<Path> find(String tag, TableName table, String tableId, String name) {
        return dataDirectories.stream()
                .map(directory -> directory
                        .resolve(table.keyspace())
                        .resolve(table.table() + "-" + tableId)
                        .resolve(SNAPSHOTS)
                        .resolve(tag)
                        .resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** A table's folder carries its id: a table that was dropped and created again has two. */
    private record TableFolder(TableName name, String id) {
        static TableFolder of(Path table) {
            var keyspace = String.valueOf(table.getParent().getFileName());
            var folder = String.valueOf(table.getFileName());
            int dash = folder.lastIndexOf('-');
            return new TableFolder(new TableName(keyspace, folder.substring(0, dash)), folder.substring(dash + 1));
        }
    }

    private static List<SnapshotFile> files(TableFolder table, Path snapshot) throws IOException {
        var files = new ArrayList<SnapshotFile>();
        try (var walk = Files.walk(snapshot)) {
            for (var file : walk.filter(Files::isRegularFile).sorted().toList()) {
                var name = snapshot.relativize(file).toString();
                if (!NOT_DATA.contains(name)) {
                    var disk = Files.readAttributes(file, BasicFileAttributes.class);
                    files.add(new SnapshotFile(
                            table.name(),
                            table.id(),
                            name,
                            disk.size(),
                            identity(disk),
                            () -> Files.newInputStream(file)));
                }
            }
        }
        return files;
    }

    /** A snapshot is a hard link, so that its inode and time are those of the SSTable, which is written once. */
    private static String identity(BasicFileAttributes disk) {
        return disk.fileKey() == null
                ? null
                : disk.fileKey() + "@" + disk.lastModifiedTime().toInstant();
    }

    private static List<Path> tableFolders(Path dataDirectory) throws IOException {
        var tables = new ArrayList<Path>();
        for (var keyspace : folders(dataDirectory)) {
            tables.addAll(folders(keyspace));
        }
        return tables;
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }
}
