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

/** Keeps the folders of removed nodes for a grace period; a folder's name ends with when it was removed. */
final class RemovedData {
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
    void purge() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var folders = Files.list(folder)) {
            folders.filter(this::due).forEach(RemovedData::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean due(Path removed) {
        var name = removed.getFileName().toString();
        var at = Instant.ofEpochMilli(Long.parseLong(name.substring(name.lastIndexOf('@') + 1)));
        return !at.plus(kept).isAfter(clock.instant());
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
