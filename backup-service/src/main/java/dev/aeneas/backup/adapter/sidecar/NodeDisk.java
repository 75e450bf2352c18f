package dev.aeneas.backup.adapter.sidecar;

import static dev.aeneas.backup.adapter.sidecar.SidecarExchange.requireName;
import static dev.aeneas.backup.adapter.sidecar.SidecarMessages.DIGEST;
import static dev.aeneas.backup.adapter.sidecar.SidecarMessages.RESTORES;
import static dev.aeneas.backup.adapter.sidecar.SidecarMessages.SIZE;
import static dev.aeneas.backup.adapter.sidecar.SidecarMessages.SNAPSHOTS;

import dev.aeneas.backup.adapter.cluster.SnapshotFolders;
import dev.aeneas.backup.adapter.cluster.StagingFolder;
import dev.aeneas.backup.adapter.sidecar.SidecarMessages.Done;
import dev.aeneas.backup.adapter.sidecar.SidecarMessages.File;
import dev.aeneas.backup.adapter.sidecar.SidecarMessages.Holding;
import dev.aeneas.backup.adapter.sidecar.SidecarMessages.Import;
import dev.aeneas.backup.adapter.sidecar.SidecarMessages.Listing;
import dev.aeneas.backup.adapter.sidecar.SidecarMessages.Space;
import dev.aeneas.backup.adapter.store.VerifiedInput;
import dev.aeneas.backup.restore.StagedFile;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.cassandra.node.NodeOperations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A node as its sidecar sees it. */
final class NodeDisk {
    private static final int SNAPSHOT_FILE_NAMES = 6;
    private static final int STAGED_FILE_NAMES = 6;

    private final List<Path> dataDirectories;
    private final Supplier<NodeOperations> node;

    /**
     * A disk.
     *
     * @param node connects to the process that it belongs to, which alone can import; closed after use
     */
    NodeDisk(List<Path> dataDirectories, Supplier<NodeOperations> node) {
        this.dataDirectories = List.copyOf(dataDirectories);
        this.node = node;
    }

    /** What is asked for is not there. */
    static final class NotHere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotHere(SidecarExchange asked) {
            super("a sidecar has no " + asked);
        }
    }

    void answer(SidecarExchange asked) throws IOException {
        var path = asked.path();
        if (path.size() < 2) {
            throw new NotHere(asked);
        }
        switch (asked.method() + " " + path.get(0)) {
            case "GET " + SNAPSHOTS -> snapshot(asked, path);
            case "GET " + RESTORES -> look(asked, path);
            case "PUT " + RESTORES -> stage(asked, path);
            case "POST " + RESTORES -> importTable(asked, path);
            case "DELETE " + RESTORES -> clear(asked, path);
            default -> throw new NotHere(asked);
        }
    }

    private void snapshot(SidecarExchange asked, List<String> path) throws IOException {
        var snapshots = new SnapshotFolders(dataDirectories);
        if (path.size() == 2) {
            var found = snapshots.list(path.get(1));
            asked.answer(new Listing(
                    found.tables().stream().sorted().toList(),
                    found.files().stream().map(File::of).toList()));
            return;
        }
        require(path.size() >= SNAPSHOT_FILE_NAMES, asked);
        var table = new TableName(path.get(2), path.get(3));
        var name = String.join("/", path.subList(SNAPSHOT_FILE_NAMES - 1, path.size()));
        asked.answer(snapshots.find(path.get(1), table, path.get(4), name).orElseThrow(() -> new NotHere(asked)));
    }

    private void look(SidecarExchange asked, List<String> path) throws IOException {
        if (path.size() == 2) {
            asked.answer(new Space(staging(path).freeBytes()));
        } else {
            asked.answer(new Holding(staging(path).holds(file(asked, path, null))));
        }
    }

    private void stage(SidecarExchange asked, List<String> path) throws IOException {
        var digest = new Digest(asked.parameter(DIGEST));
        staging(path).stage(file(asked, path, digest), new VerifiedInput(asked.content(), digest));
        asked.answer(Done.DONE);
    }

    private void importTable(SidecarExchange asked, List<String> path) throws IOException {
        require(path.size() == 2, asked);
        var wanted = asked.read(Import.class);
        wanted.sources().forEach(SidecarExchange::requireName);
        var folders = staging(path).toImport(named(wanted.staged()), named(wanted.table()), wanted.sources());
        if (!folders.isEmpty()) {
            try (var operations = node.get()) {
                operations.importTables(
                        wanted.table().keyspace(),
                        wanted.table().table(),
                        folders,
                        Duration.ofSeconds(wanted.boundSeconds()));
            }
        }
        asked.answer(Done.DONE);
    }

    private void clear(SidecarExchange asked, List<String> path) throws IOException {
        require(path.size() == 2, asked);
        staging(path).clear();
        asked.answer(Done.DONE);
    }

    private static TableName named(TableName table) {
        return new TableName(requireName(table.keyspace()), requireName(table.table()));
    }

    private StagingFolder staging(List<String> path) {
        return StagingFolder.beside(dataDirectories.get(0), path.get(1));
    }

    private static StagedFile file(SidecarExchange asked, List<String> path, Digest digest) {
        require(path.size() == STAGED_FILE_NAMES, asked);
        var table = new TableName(path.get(3), path.get(4));
        return new StagedFile(path.get(2), table, path.get(5), Long.parseLong(asked.parameter(SIZE)), digest);
    }

    private static void require(boolean known, SidecarExchange asked) {
        if (!known) {
            throw new NotHere(asked);
        }
    }
}
