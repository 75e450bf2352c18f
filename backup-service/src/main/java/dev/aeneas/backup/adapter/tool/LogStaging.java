package dev.aeneas.backup.adapter.tool;

import dev.aeneas.backup.archive.LogPiece;
import dev.aeneas.backup.archive.LogReach;
import dev.aeneas.backup.archive.LoggedBackup;
import dev.aeneas.backup.archive.StageLogs;
import dev.aeneas.backup.archive.StoredLog;
import dev.aeneas.backup.run.BackupStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts segments together again from their pieces, below a folder of this machine. */
public final class LogStaging implements StageLogs {
    private final Path folder;

    public LogStaging(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<String> stage(BackupStore store, LoggedBackup backup, Set<String> nodes, Instant until)
            throws IOException {
        var staged = new ArrayList<String>();
        for (var node : nodes) {
            var documents = new StoredLog(store).documents(backup, node, until);
            LogReach.require(node, backup, documents, until);
            var into = Files.createDirectories(folder.resolve(node));
            for (var pieces : StoredLog.segments(documents)) {
                write(store, backup, pieces, into);
            }
            staged.add(into.toString());
        }
        return staged;
    }

    private static void write(BackupStore store, LoggedBackup backup, List<LogPiece> pieces, Path into)
            throws IOException {
        try (var segment = Files.newOutputStream(into.resolve(pieces.get(0).segment()))) {
            for (var piece : pieces) {
                try (var bytes = store.openObject(backup.cluster(), piece.digest())) {
                    bytes.transferTo(segment);
                }
            }
        }
    }
}
