package dev.aeneas.backup.adapter.tool;

import dev.aeneas.backup.restore.ReplayLog;
import dev.aeneas.backup.restore.ReplaySegments;
import dev.aeneas.backup.restore.SSTableFolder;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/** Fetches a node's segments to beside the folder that the SSTables go to, and replays them there. */
public final class ReplayStoredLog implements ReplayLog {
    private final ReplaySegments replay;

    public ReplayStoredLog(ReplaySegments replay) {
        this.replay = replay;
    }

    @Override
    public Map<TableName, Long> replay(Log log, Schema schema, Set<TableName> tables, SSTableFolder into)
            throws IOException, InterruptedException {
        var made = Path.of(into.path());
        var folder = made.resolveSibling(made.getFileName() + ".segments");
        remove(made);
        remove(folder);
        Files.createDirectories(made);
        try {
            var staged = new LogStaging(folder).stage(log.store(), log.backup(), Set.of(log.node()), log.until());
            var segments = new ReplaySegments.Segments(staged, log.backup().snapshotAt(), log.until());
            return replay.replay(schema, tables, segments, into);
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
