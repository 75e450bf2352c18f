package dev.aeneas.bench;

import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.retention.MarkAndSweep;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.contracts.ClusterName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Mark and sweep of a directory store's contents, against {@code find -delete} of as many files in the same folders. */
final class RetentionBenchmark implements Benchmark {
    private static final ClusterName CLUSTER = new ClusterName("bench");
    private static final int OBJECTS = 40_000;
    private static final int CONTENT_BYTES = 1_024;
    private static final long OBJECTS_PER_SECOND_PROMISED = 1_000;
    private static final Duration BOUND = Duration.ofMinutes(5);

    @Override
    public Result run() throws Exception {
        var root = Files.createTempDirectory("aeneas-bench-retention");
        try {
            fill(root.resolve("warm"), 2_000);
            sweep(root.resolve("warm"));
            fill(root.resolve("swept"), OBJECTS);
            fill(root.resolve("found"), OBJECTS);
            long found = find(root.resolve("found"));
            long swept = sweep(root.resolve("swept"));
            long rate = OBJECTS * 1_000L / Math.max(1, swept);
            System.err.printf(
                    "mark and sweep: %d objects in %d ms, %d a second; find -delete: %d ms%n",
                    OBJECTS, swept, rate, found);
            var raw = new LinkedHashMap<String, Long>();
            raw.put("objects", (long) OBJECTS);
            raw.put("sweepMs", swept);
            raw.put("findDeleteMs", found);
            raw.put("sweptPerSecond", rate);
            return new Result(
                    Map.of(
                            "sweepOverFindDelete", swept / (double) Math.max(1, found),
                            "rateOverPromised", rate / (double) OBJECTS_PER_SECOND_PROMISED),
                    raw);
        } finally {
            delete(root);
        }
    }

    /** Half of them stay: a kept backup names them. Written plainly, since only their deletion is measured. */
    private static void fill(Path root, int unneeded) throws IOException {
        var files = new StringBuilder();
        for (int i = 0; i < 2 * unneeded; i++) {
            var content = ByteBuffer.allocate(CONTENT_BYTES).putInt(0, i).array();
            var hex = Digest.of(new ByteArrayInputStream(content)).hex();
            var file =
                    root.resolve("bench/objects").resolve(hex.substring(0, 2)).resolve(hex);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            if (i % 2 == 0) {
                files.append(files.isEmpty() ? "" : ",").append("{\"digest\":\"" + hex + "\"}");
            } else {
                Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            }
        }
        var backup = root.resolve("bench/backups/kept");
        Files.createDirectories(backup.resolve("nodes"));
        Files.writeString(backup.resolve("nodes/n1.json"), "{\"files\":[" + files + "]}");
        Files.writeString(
                backup.resolve("snapshot.json"),
                "{\"format\":1,\"snapshotAt\":\"2027-01-01T00:00:00Z\",\"nodes\":[{\"node\":{\"name\":\"n1\"},\"tokens\":[]}]}");
    }

    private static long sweep(Path root) throws IOException, InterruptedException {
        var bounds = new MarkAndSweep.Bounds(2_000_000, 4);
        var sweep = new MarkAndSweep(new DirectoryBackupStore(root), CLUSTER, bounds);
        long began = System.nanoTime();
        var swept = sweep.sweep(Instant.now().plus(Duration.ofDays(1)), () -> {});
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        if (swept.objects() != swept.kept()) {
            throw new IllegalStateException("half should have gone: " + swept);
        }
        return took;
    }

    /** The ones that nobody needs are told by their age, which {@code find} does not have to look up anywhere. */
    private static long find(Path root) throws IOException, InterruptedException {
        var objects = root.resolve("bench/objects").toString();
        long began = System.nanoTime();
        var find = new ProcessBuilder("find", objects, "-type", "f", "-mtime", "+1", "-delete")
                .inheritIO()
                .start();
        if (!find.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS) || find.exitValue() != 0) {
            find.destroyForcibly();
            throw new IllegalStateException("find -delete did not end well");
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private static void delete(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
