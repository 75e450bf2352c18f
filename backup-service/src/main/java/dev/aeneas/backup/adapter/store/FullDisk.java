package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells a disk that is full from one that fails, when writing to it failed.
 *
 * <p>By the room that is left, since what the operating system says differs from one to another and from language to language.
 */
final class FullDisk {
    /** A write of this size, or a new file, finds no room where less is left. */
    private static final long LEAST_BYTES = 1 << 18;

    private FullDisk() {}

    /** The failure to throw. */
    static IOException or(IOException failure, Path folder) {
        try {
            var disk = Files.getFileStore(folder);
            return disk.getUsableSpace() < LEAST_BYTES ? full(failure, folder, disk.getUsableSpace()) : failure;
        } catch (IOException unknown) {
            failure.addSuppressed(unknown);
            return failure;
        }
    }

    private static StoreFailure full(IOException failure, Path folder, long left) {
        return new StoreFailure(
                StoreFailure.Kind.STORE_FULL,
                "the disk of " + folder + " is full (" + left
                        + " bytes left): add space, shorten retention or use another store",
                failure);
    }
}
