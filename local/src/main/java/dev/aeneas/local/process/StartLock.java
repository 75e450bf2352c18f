package dev.aeneas.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Lets one starter at a time into a directory, among the threads here and among all processes of this machine. */
final class StartLock {

    private static final Map<Path, Object> HERE = new ConcurrentHashMap<>();

    private StartLock() {}

    static <T> T holding(Path directory, Supplier<T> work) {
        Path file = directory.toAbsolutePath().normalize().resolve("start.lock");
        // File locks belong to the whole process: threads need a lock of their own.
        synchronized (HERE.computeIfAbsent(file, any -> new Object())) {
            return holdingFile(file, work);
        }
    }

    private static <T> T holdingFile(Path file, Supplier<T> work) {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                return work.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock " + file, e);
        }
    }
}
