package dev.aeneas.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What clients at a steady load wait while a first backup is made, with the throttle and without it, against what they wait
 * without a backup just before.
 */
final class BackupUnderLoadBenchmark implements Benchmark {
    private static final String WEST = "west";
    private static final String PACED_NAME = "paced";
    private static final int MEBIBYTES = 384;
    private static final Duration EVERY = Duration.ofMillis(10);
    private static final Duration WARM = Duration.ofSeconds(20);
    private static final Duration ALONE = Duration.ofSeconds(45);
    /** Nodes flush for a snapshot, which its moment stands in the middle of. */
    private static final Duration SNAPSHOT = Duration.ofSeconds(2);

    /** Nothing but the backup reads or writes its store. */
    private static final Map<String, String> PACED = Map.of("aeneas.archive.every", "PT0S");

    private static final Map<String, String> UNPACED =
            Map.of("aeneas.archive.every", "PT0S", "aeneas.backup.pace.enabled", "false");

    private final Map<String, Long> raw = new LinkedHashMap<>();
    private final Map<String, Double> ratios = new LinkedHashMap<>();

    @Override
    public Result run() throws Exception {
        try (var stack = new OneStack()) {
            stack.create("name=west,region=west,nodes=2,zones=2,rf=2,sku=Local_M");
            try (var session = stack.session(WEST)) {
                RandomValues.create(session, WEST, 2);
                new RandomValues().growTo(session, MEBIBYTES);
                stack.settle(WEST, RandomValues.KEYSPACE);
                try (var client = new WaitingClient(session, WEST, 2)) {
                    client.writeAndReadEvery(EVERY);
                    stack.restartBackupService(PACED);
                    measure(PACED_NAME, stack, client);
                    stack.restartBackupService(UNPACED);
                    stack.forgetBackups();
                    measure("unpaced", stack, client);
                }
            }
        }
        return new Result(ratios, raw);
    }

    private void measure(String name, OneStack stack, WaitingClient client) throws Exception {
        Thread.sleep(WARM.toMillis());
        client.sinceLast();
        Thread.sleep(ALONE.toMillis());
        var alone = client.sinceLast();
        long began = System.nanoTime();
        var backup = stack.backUpQuietly();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        var during = client.sinceLast();
        System.err.println(name + ": " + backup);
        if (backup.path("progress").has("keptBack") != name.equals(PACED_NAME)) {
            throw new IllegalStateException("the throttle was not as it should be");
        }
        tell(name + "Alone", alone);
        var copying = Instant.parse(backup.path("snapshotAt").asText()).plus(SNAPSHOT);
        compare(name, during, alone);
        compare(name + "UntilCopying", during.before(copying), alone);
        compare(name + "Copying", during.from(copying), alone);
        raw.put(name + "BackupMs", took);
        raw.put(name + "BytesSent", backup.path("progress").path("bytesSent").asLong());
    }

    /** Says nothing of a phase in which nobody asked. */
    private void compare(String name, WaitingClient.Waited during, WaitingClient.Waited alone) {
        if (during.requests() == 0) {
            return;
        }
        tell(name, during);
        ratios.put(name + "P99OverWithoutBackup", during.micros(0.99) / (double) alone.micros(0.99));
        ratios.put(name + "MedianOverWithoutBackup", during.micros(0.5) / (double) alone.micros(0.5));
    }

    private void tell(String name, WaitingClient.Waited waited) {
        raw.put(name + "Requests", waited.requests());
        raw.put(name + "Failed", waited.failed());
        raw.put(name + "P50Micros", waited.micros(0.5));
        raw.put(name + "P95Micros", waited.micros(0.95));
        raw.put(name + "P99Micros", waited.micros(0.99));
        System.err.println(name + ": p50 " + waited.micros(0.5) + " µs, p99 " + waited.micros(0.99) + " µs");
    }
}
