package dev.aeneas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The files of a keyspace on nodes' disks, told apart by inode and time. */
record SSTables(Map<String, Long> bytes, List<Path> tables) {
    private static final long BOUND_MINUTES = 10;

    static SSTables of(List<Path> keyspaces) throws IOException {
        var bytes = new HashMap<String, Long>();
        for (var keyspace : keyspaces) {
            try (var files = Files.find(keyspace, 2, (file, a) -> a.isRegularFile())) {
                for (var file : files.toList()) {
                    var disk = Files.readAttributes(file, BasicFileAttributes.class);
                    bytes.put(disk.fileKey() + "@" + disk.lastModifiedTime(), disk.size());
                }
            }
        }
        return new SSTables(Map.copyOf(bytes), List.copyOf(keyspaces));
    }

    long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Bytes of the files that were not there before. */
    long newSince(SSTables before) {
        return bytes.entrySet().stream()
                .filter(file -> !before.bytes.containsKey(file.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Copies all of it, two nodes at a time; how long that took until it was handed over, and until it was on the disk. */
    Copied copyTo(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        long began = System.nanoTime();
        var copies = new ArrayList<Process>();
        for (int i = 0; i < tables.size(); i++) {
            copies.add(start(
                    "cp",
                    "-r",
                    "--reflink=never",
                    tables.get(i).toString(),
                    folder.resolve("" + i).toString()));
        }
        for (var copy : copies) {
            end(copy);
        }
        long handedOver = since(began);
        synced(folder);
        return new Copied(handedOver, since(began));
    }

    /** How long a copy took, in milliseconds. */
    record Copied(long handedOver, long onDisk) {}

    /** Waits until all that was written to the file system is on its disk, so that nobody pays for another's writes. */
    static void synced(Path folder) throws IOException, InterruptedException {
        end(start("sync", "-f", folder.toString()));
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void end(Process process) throws InterruptedException {
        if (!process.waitFor(BOUND_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("a plain copy did not end well");
        }
    }

    private static long since(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
