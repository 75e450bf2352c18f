package dev.aeneas.sstables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.cassandra.db.commitlog.CommitLogDescriptor;
import org.apache.cassandra.db.commitlog.CommitLogReader;
import org.apache.cassandra.io.util.File;

/**
 * {@code replay --schema schema.cql --since 2026-01-31T09:00:00Z --until 2026-01-31T10:00:00Z --segments a --segments b --into folder [--table ks.t]}: what
 * commit-log segments hold of these tables, written as SSTables to {@code <into>/<keyspace>/<table>-<id>/}.
 *
 * <p>Segments keep the names that their nodes gave them, and may end anywhere. A change counts when its write time is not after the
 * moment; all that one statement or batch changes in one partition counts together, by its latest write time. What befell a table as a
 * whole between the two moments is told and not done again.
 */
final class ReplayVerb {
    private final Output output;

    ReplayVerb(Output output) {
        this.output = output;
    }

    void run(Arguments arguments) throws IOException {
        var tables = OfflineSchema.load(Path.of(arguments.one("schema")), arguments.tables());
        var changes = new Changes(tables, Path.of(arguments.one("into")));
        var until = micros(arguments.moment("until"));
        var breaks = new Breaks(tables, micros(arguments.moment("since")), until);
        var added = new AddedColumns(tables, until);
        var handler = new SegmentChanges(changes, breaks, added, until);
        var segments = segments(arguments.folders("segments"));
        for (var segment : segments) {
            new CommitLogReader().readCommitLogSegment(handler, new File(segment), true);
            output.line(Map.of("kind", "progress", "segment", segment.toString(), "mutations", handler.mutations()));
        }
        changes.write();
        tables.forEach(table -> output.line(changes.summary(table)));
        breaks.lines().forEach(output::line);
        added.lines().forEach(output::line);
        output.line(Map.of(
                "kind", "replayed",
                "segments", segments.size(),
                "cutShort", handler.cutShort(),
                "mutations", handler.mutations(),
                "tooLate", handler.tooLate()));
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private static List<Path> segments(List<Path> folders) throws IOException {
        var segments = new ArrayList<Path>();
        for (var folder : folders) {
            try (var files = Files.list(folder)) {
                files.filter(file -> CommitLogDescriptor.isValid(String.valueOf(file.getFileName())))
                        .sorted()
                        .forEach(segments::add);
            }
        }
        return segments;
    }
}
