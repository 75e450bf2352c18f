package dev.aeneas.provisioning.adapter.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Keeps the folders of removed nodes for a grace period; a folder's name ends with when it was removed. */
final class RemovedData {
    /** A node's folder may be large: the next sweep goes on. */
    private static final int MOST_AT_ONCE = 16;

    private static final Pattern REMOVED = Pattern.compile(".*@(\\d{1,18})");

    private final Path folder;
    private final Duration kept;
    private final InstantSource clock;

    RemovedData(Path folder, Duration kept, InstantSource clock) {
        this.folder = folder;
        this.kept = kept;
        this.clock = clock;
    }

    void take(Path node, String name) {
        try {
            if (Files.isDirectory(node)) {
                Files.createDirectories(folder);
                Files.move(node, folder.resolve(name + "@" + clock.millis()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        purge();
    }

    /** Deletes what has been kept for long enough. */
    synchronized void purge() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var folders = Files.list(folder)) {
            folders.filter(this::due).limit(MOST_AT_ONCE).forEach(RemovedData::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean due(Path removed) {
        var name = REMOVED.matcher(removed.getFileName().toString());
        return name.matches()
                && !Instant.ofEpochMilli(Long.parseLong(name.group(1)))
                        .plus(kept)
                        .isAfter(clock.instant());
    }

    private static void delete(Path tree) {
        try (var files = Files.walk(tree)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
