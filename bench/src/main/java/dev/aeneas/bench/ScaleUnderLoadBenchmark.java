package dev.aeneas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Out, up, down and in again, by the command line, while a client writes and reads all along: operations that failed, rows
 * that were lost, and what the bigger size carries against the smaller one.
 */
final class ScaleUnderLoadBenchmark implements Benchmark {
    /** Enough for what observers ask of a node; six of the bigger size take nearly all of two cores, which bounds capacity. */
    private static final Map<String, String> SIZES = Map.of(
            "aeneas.local.skus.Local_S.cpu-cores", "0.2",
            "aeneas.local.skus.Local_M.cpu-cores", "0.3");

    private static final Duration EVERY = Duration.ofMillis(50);
    private static final Duration CAPACITY = Duration.ofSeconds(20);

    @Override
    public Result run() throws Exception {
        try (var stack = new OneStack(List.of("provisioning"), SIZES)) {
            stack.create("name=west,region=west,nodes=3,zones=3,rf=3,sku=Local_S");
            try (var session = stack.session("west");
                    var client = new SteadyClient(session, "west", 3)) {
                client.writeAndReadEvery(EVERY);
                var raw = new LinkedHashMap<String, Long>();
                raw.put("outMs", measured(stack.scale("west", "--nodes", "6")));
                raw.put("smallOperationsPerSecond", client.capacity(CAPACITY));
                raw.put("upMs", measured(stack.scale("west", "--sku", "Local_M")));
                raw.put("bigOperationsPerSecond", client.capacity(CAPACITY));
                raw.put("downMs", measured(stack.scale("west", "--sku", "Local_S")));
                raw.put("inMs", measured(stack.scale("west", "--nodes", "3")));
                raw.put("lostRows", client.stopAndCountLost());
                raw.put("acknowledgedRows", client.acknowledgedRows());
                raw.put("answeredOperations", client.answeredOperations());
                raw.put("heldBackMoments", client.heldBack());
                client.failures().forEach((error, count) -> System.err.println(count + " × " + error));
                raw.put(
                        "failedOperations",
                        client.failures().values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
                return new Result(
                        Map.of(
                                "failedPart", raw.get("failedOperations") / (double) client.answeredOperations(),
                                "lostPart", raw.get("lostRows") / (double) client.acknowledgedRows(),
                                "capacityBigOverSmall",
                                        raw.get("bigOperationsPerSecond")
                                                / (double) raw.get("smallOperationsPerSecond")),
                        raw);
            }
        }
    }

    private static long measured(JsonNode run) {
        System.err.println(run);
        return Duration.parse(run.path("measured").asText()).toMillis();
    }
}
