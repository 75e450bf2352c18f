package dev.aeneas.backup.adapter.tool;

import dev.aeneas.backup.restore.DigestFiles;
import dev.aeneas.backup.restore.SSTableFolder;
import dev.aeneas.backup.restore.TableDigest;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.TableName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Digests by the verb {@code digest} of sstable-tools. */
public final class ToolDigestFiles implements DigestFiles {
    private final OfflineTool tool;

    public ToolDigestFiles(OfflineTool tool) {
        this.tool = tool;
    }

    @Override
    public Map<TableName, TableDigest> of(Schema schema, List<SSTableFolder> folders, Instant at)
            throws IOException, InterruptedException {
        if (schema.tables().isEmpty()) {
            return Map.of();
        }
        var arguments = new ArrayList<>(List.of("digest", "--at", at.toString()));
        folders.forEach(folder -> arguments.addAll(List.of("--folder", folder.path())));
        schema.tables().forEach(table -> arguments.addAll(List.of("--table", table.toString())));
        return ToolLine.ofTables(tool.run(schema, arguments))
                .collect(Collectors.toMap(
                        ToolLine::table, line -> new TableDigest(line.number("rows"), line.text("digest"))));
    }
}
