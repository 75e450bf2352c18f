package dev.aeneas.backup.adapter.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.backup.restore.ReplaySegments;
import dev.aeneas.backup.restore.SSTableFolder;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Replays by the verb {@code replay} of sstable-tools. */
public final class ToolReplaySegments implements ReplaySegments {
    private final OfflineTool tool;

    public ToolReplaySegments(OfflineTool tool) {
        this.tool = tool;
    }

    @Override
    public Map<TableName, Long> replay(Schema schema, Set<TableName> tables, Segments segments, SSTableFolder into)
            throws IOException, InterruptedException {
        if (tables.isEmpty()) {
            return Map.of();
        }
        var period = List.of(
                "--since",
                segments.since().toString(),
                "--until",
                segments.until().toString());
        var arguments = new ArrayList<>(List.of("replay", "--into", into.path()));
        arguments.addAll(period);
        segments.folders().forEach(folder -> arguments.addAll(List.of("--segments", folder)));
        tables.forEach(table -> arguments.addAll(List.of("--table", table.toString())));
        var lines = tool.run(schema, arguments);
        requireUnbroken(lines);
        return ToolLine.ofTables(lines).collect(Collectors.toMap(ToolLine::table, line -> line.number("mutations")));
    }

    private static void requireUnbroken(List<JsonNode> lines) {
        var breaks = ToolLine.ofBreaks(lines).map(ToolReplaySegments::tell).toList();
        if (!breaks.isEmpty()) {
            throw new BackupImpossible(
                    "PointInTimeUnreachable",
                    String.join("; ", breaks) + "; name a moment before that, or a backup made since",
                    "pointInTime");
        }
    }

    private static String tell(ToolLine line) {
        var at = Instant.EPOCH.plus(line.number("atMicros"), ChronoUnit.MICROS);
        var what =
                switch (line.text("what")) {
                    case "truncated" -> "was truncated";
                    case "column-added" -> "got the column '" + line.text("column") + "'";
                    default -> "was dropped and created again";
                };
        return line.table() + " " + what + " at " + at + ", after the backup";
    }
}
