package dev.aeneas.backup.adapter.cluster;

import dev.aeneas.backup.restore.SSTableFolder;
import dev.aeneas.backup.restore.StagedFile;
import dev.aeneas.backup.run.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a restore keeps on a node's disk, {@code <source node>/<keyspace>/<table>} in a folder of its own: beside the data directory,
 * so that import only renames.
 */
public final class StagingFolder {
    private static final String ALL_RESTORES = "aeneas-restore";

    /** No node is called so. */
    private static final String NAMED = "~import";

    private static final int BUFFER_BYTES = 1 << 18;

    private final Path folder;

    private StagingFolder(Path folder) {
        this.folder = folder;
    }

    /** Of one restore, beside a data directory. */
    public static StagingFolder beside(Path dataDirectory, String restoreId) {
        return new StagingFolder(dataDirectory.resolveSibling(ALL_RESTORES).resolve(restoreId));
    }

    public long freeBytes() throws IOException {
        var home = folder.getParent().getParent(); // there before the folder is
        return Files.getFileStore(home).getUsableSpace();
    }

    public boolean holds(StagedFile file) throws IOException {
        var path = path(file);
        return Files.isRegularFile(path) && Files.size(path) == file.sizeBytes();
    }

    /** It gets its name when it is whole, so that what has its name need not be read again after a crash. */
    public void stage(StagedFile file, InputStream content) throws IOException {
        var path = path(file);
        Files.createDirectories(path.getParent());
        var part = path.resolveSibling(file.name() + ".part");
        long came = write(content, part);
        if (came != file.sizeBytes()) {
            Files.delete(part);
            throw new IOException(file.name() + " of " + file.source() + " came with " + came + " bytes instead of "
                    + file.sizeBytes());
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** In large pieces. */
    private static long write(InputStream content, Path to) throws IOException {
        long bytes = 0;
        var buffer = new byte[BUFFER_BYTES];
        try (var out = Files.newOutputStream(to)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                out.write(buffer, 0, read);
                bytes += read;
            }
        }
        return bytes;
    }

    public void add(String source, TableName table, SSTableFolder made) throws IOException {
        var into = table(source, table);
        remove(into); // what an attempt before this one left
        var keyspace = Path.of(made.path()).resolve(table.keyspace());
        if (!Files.isDirectory(keyspace)) {
            return;
        }
        try (var folders = Files.newDirectoryStream(keyspace, table.table() + "-*")) {
            for (var folder : folders) {
                Files.createDirectories(into);
                copy(folder, into);
            }
        }
    }

    private static void copy(Path from, Path into) throws IOException {
        try (var files = Files.newDirectoryStream(from)) {
            for (var file : files) {
                Files.copy(file, into.resolve(file.getFileName()));
            }
        }
    }

    /** The folder of one source's files. */
    public SSTableFolder folder(String source) {
        return new SSTableFolder(folder.resolve(source).toString());
    }

    /** Folders with what there is of a table, ready to be handed to Cassandra. */
    public Set<Path> toImport(TableName staged, TableName table, List<String> sources) throws IOException {
        var folders = new LinkedHashSet<Path>();
        for (var source : sources) {
            var files = named(source, staged, table);
            if (Files.isDirectory(files) && !isEmpty(files)) {
                folders.add(files);
            }
        }
        return folders;
    }

    /** Cassandra takes only files whose folders are named as the table is; an earlier attempt may have renamed them. */
    private Path named(String source, TableName staged, TableName table) throws IOException {
        var from = table(source, staged);
        var to = folder.resolve(NAMED).resolve(source).resolve(table.keyspace()).resolve(table.table());
        if (Files.isDirectory(from) && !Files.exists(to)) {
            Files.createDirectories(to.getParent());
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
        return to;
    }

    public void clear() throws IOException {
        remove(folder);
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var walk = Files.walk(folder)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private Path path(StagedFile file) {
        return table(file.source(), file.table()).resolve(file.name());
    }

    private Path table(String source, TableName table) {
        return folder.resolve(source).resolve(table.keyspace()).resolve(table.table());
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }
}
