package dev.aeneas.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Backups of the same data by Aeneas, by Esop and by a plain copy: the first one, one after no change, one after 5 % more; then
 * restores into the same nodes and into a cluster of one.
 *
 * <p>Nobody holds back for clients: there are none. A backup's time is its own, from the request to the last manifest.
 */
final class BackupBenchmark implements Benchmark {
    private static final String WEST = "west";
    private static final String OTHER = "other";
    private static final int NODES = 2;
    /** Less only to see whether it runs at all. */
    private static final int MEBIBYTES = Integer.getInteger("backup.mebibytes", 2_064);

    private static final int MORE = MEBIBYTES / 20;
    private static final Map<String, String> UNPACED = Map.of("aeneas.backup.pace.enabled", "false");

    private final Map<String, Long> raw = new LinkedHashMap<>();
    private final Map<String, Double> ratios = new LinkedHashMap<>();
    private final RandomValues values = new RandomValues();

    @Override
    public Result run() throws Exception {
        var scratch = Files.createTempDirectory("aeneas-bench-copies");
        try (var stack = new OneStack(List.of("backup"), UNPACED)) {
            stack.create("name=west,region=west,nodes=" + NODES + ",zones=1,rf=1,sku=Local_M");
            try (var session = stack.session(WEST)) {
                RandomValues.create(session, WEST, 1);
                session.execute("ALTER TABLE load.rows WITH compaction = "
                        + "{'class': 'SizeTieredCompactionStrategy', 'enabled': 'false'}");
                measure(stack, session, scratch);
            }
        } finally {
            delete(scratch);
        }
        return new Result(ratios, raw);
    }

    private void measure(OneStack stack, CqlSession session, Path scratch) throws Exception {
        var before = grow(stack, session, MEBIBYTES);
        raw.put("bytes", before.total());
        var copied = before.copyTo(scratch.resolve("plain"));
        tell("copyMs", copied.handedOver());
        tell("copyOnDiskMs", copied.onDisk());
        backUp("first", stack, scratch);
        var esop = new Esop(scratch.resolve("esop"), stack.jmx());
        tell("esopFirstMs", esop.backUp(RandomValues.KEYSPACE, "first", nodes(stack)));
        SSTables.synced(scratch);
        backUp("unchanged", stack, scratch);
        tell("esopUnchangedMs", esop.backUp(RandomValues.KEYSPACE, "unchanged", nodes(stack)));
        var more = grow(stack, session, MEBIBYTES + MORE).newSince(before);
        raw.put("newBytes", more);
        var last = backUp("more", stack, scratch);
        tell("esopMoreMs", esop.backUp(RandomValues.KEYSPACE, "more", nodes(stack)));
        ratios();
        delete(scratch);
        // once more, since the machine is another one minutes later
        tell(
                "copyBeforeRestoreMs",
                tables(stack).copyTo(scratch.resolve("again")).handedOver());
        restore("same", stack.restore(last, OneStack.CLUSTER));
        stack.createOther(OTHER, "name=west,region=west,nodes=1,zones=1,rf=1,sku=Local_M");
        restore("other", stack.restore(last, OTHER));
        ratios.put("otherOverSameRestore", raw.get("otherRestoreMs") / (double) raw.get("sameRestoreMs"));
    }

    private SSTables grow(OneStack stack, CqlSession session, int mebibytes) throws Exception {
        values.growTo(session, mebibytes);
        stack.settle(WEST, RandomValues.KEYSPACE);
        var tables = tables(stack);
        SSTables.synced(tables.tables().get(0));
        return tables;
    }

    private static SSTables tables(OneStack stack) throws IOException, InterruptedException {
        return SSTables.of(nodes(stack).stream()
                .map(node -> node.data().resolve(RandomValues.KEYSPACE))
                .toList());
    }

    private static List<Esop.Node> nodes(OneStack stack) throws IOException, InterruptedException {
        var addresses = stack.nodes(WEST);
        return IntStream.range(0, NODES)
                .mapToObj(i -> WEST + "_" + (i + 1))
                .map(name ->
                        new Esop.Node(name, addresses.get(Integer.parseInt(name.substring(5)) - 1), stack.data(name)))
                .toList();
    }

    private String backUp(String name, OneStack stack, Path scratch) throws Exception {
        var backup = stack.backUp(RandomValues.KEYSPACE);
        System.err.println(name + ": " + backup);
        tell(name + "Ms", took(backup));
        raw.put(name + "BytesSent", backup.path("progress").path("bytesSent").asLong());
        SSTables.synced(scratch);
        return backup.path("backupId").asText();
    }

    private static long took(JsonNode backup) {
        var began = Instant.parse(backup.path("requestedAt").asText());
        return Duration.between(began, Instant.parse(backup.path("endedAt").asText()))
                .toMillis();
    }

    private void restore(String name, Map<String, Duration> phases) {
        phases.forEach((phase, took) -> tell(name + "Restore" + phase + "Ms", took.toMillis()));
        long all = phases.values().stream().mapToLong(Duration::toMillis).sum();
        tell(name + "RestoreMs", all);
        ratio(name + "CopyOverFetch", "copyBeforeRestoreMs", name + "RestoreSTAGEMs");
        ratio(name + "CopyOverRestore", "copyBeforeRestoreMs", name + "RestoreMs");
    }

    private void ratios() {
        ratio("esopOverFirst", "esopFirstMs", "firstMs");
        ratio("copyOverFirst", "copyMs", "firstMs");
        ratio("copyOnDiskOverFirst", "copyOnDiskMs", "firstMs");
        ratio("unchangedTimeOverFirst", "unchangedMs", "firstMs");
        ratio("unchangedBytesOverFirst", "unchangedBytesSent", "firstBytesSent");
        ratio("moreBytesOverNewSSTables", "moreBytesSent", "newBytes");
        ratio("esopOverUnchanged", "esopUnchangedMs", "unchangedMs");
        ratio("esopOverMore", "esopMoreMs", "moreMs");
    }

    private void ratio(String name, String above, String below) {
        double ratio = raw.getOrDefault(above, 0L) / (double) Math.max(1, raw.getOrDefault(below, 0L));
        ratios.put(name, ratio);
        System.err.printf("%s: %.3f%n", name, ratio);
    }

    private void tell(String name, long milliseconds) {
        raw.put(name, milliseconds);
        System.err.println(name + ": " + milliseconds);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
