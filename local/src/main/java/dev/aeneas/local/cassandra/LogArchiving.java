package dev.aeneas.local.cassandra;

import dev.aeneas.local.process.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps a node's closed commit-log segments as hard links in {@code data/commitlog_archive}, until whoever ships them takes
 * them away: the newest {@value #SEGMENTS_MAX} at most, so that a node that nobody ships from does not fill its disk.
 */
final class LogArchiving {
    private static final int SEGMENTS_MAX = 32;

    /** Cassandra keeps a segment for ever when the command fails, so it never does: a missing link is a gap, not a full disk. */
    private static final String SCRIPT =
            """
            # $1 a closed segment, $2 the folder to link it into
            mkdir -p "$2" && ln -f "$1" "$2/"
            ls -1 "$2" | sort -r | tail -n +%d | while read -r old; do rm -f "$2/$old"; done
            exit 0
            """
                    .formatted(SEGMENTS_MAX + 1);

    private LogArchiving() {}

    /** Writes the script, and the file that Cassandra finds on its class path. */
    static void write(NodeFolder folder) {
        Path properties = folder.archiving().resolve("commitlog_archiving.properties");
        try {
            Files.createDirectories(folder.archiving());
            Files.deleteIfExists(properties);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + folder.archiving(), e);
        }
        // Cassandra parts the command at blanks and knows no quotes: below such a path nothing is archived
        if (!folder.path().toString().contains(" ")) {
            Path script = folder.archiving().resolve("archive-segment.sh");
            AtomicFile.write(script, SCRIPT);
            AtomicFile.write(
                    properties,
                    "archive_command=/bin/sh " + script + " %path " + folder.data("commitlog_archive") + "\n");
        }
    }
}
