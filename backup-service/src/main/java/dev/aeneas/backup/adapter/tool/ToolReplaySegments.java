package dev.aeneas.backup.adapter.tool;

import dev.aeneas.backup.restore.ReplaySegments;
import dev.aeneas.backup.restore.SSTableFolder;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import java.io.IOException;
import java.time.Instant;
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
    public Map<TableName, Long> replay(
            Schema schema, Set<TableName> tables, List<String> segments, Instant until, SSTableFolder into)
            throws IOException, InterruptedException {
        if (tables.isEmpty()) {
            return Map.of();
        }
        var arguments = new ArrayList<>(List.of("replay", "--until", until.toString(), "--into", into.path()));
        segments.forEach(folder -> arguments.addAll(List.of("--segments", folder)));
        tables.forEach(table -> arguments.addAll(List.of("--table", table.toString())));
        return ToolLine.ofTables(tool.run(schema, arguments))
                .collect(Collectors.toMap(ToolLine::table, line -> line.number("mutations")));
    }
}
