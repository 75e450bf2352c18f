package dev.aeneas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecast against measured time of real scale runs at growing data sizes: one node becomes two and one again.
 *
 * <p>The first two sizes teach; the five after them count.
 */
final class ForecastBenchmark implements Benchmark {
    private static final int[] LEARNT_MIB = {64, 192};
    private static final int[] MEASURED_MIB = {256, 512, 768, 1_024, 1_280};

    private final RandomValues values = new RandomValues();

    @Override
    public Result run() throws Exception {
        try (var stack = new OneStack()) {
            stack.create("name=west,region=west,nodes=1,zones=1,rf=1,sku=Local_M");
            for (int size : LEARNT_MIB) {
                cycle(stack, size, new LinkedHashMap<>(), new LinkedHashMap<>());
            }
            var ratios = new LinkedHashMap<String, Double>();
            var raw = new LinkedHashMap<String, Long>();
            for (int size : MEASURED_MIB) {
                cycle(stack, size, ratios, raw);
            }
            return new Result(ratios, raw);
        }
    }

    private void cycle(OneStack stack, int mebibytes, Map<String, Double> ratios, Map<String, Long> raw)
            throws Exception {
        try (var session = stack.session("west")) {
            RandomValues.create(session, "west", 1);
            values.growTo(session, mebibytes);
        }
        stack.settle("west", RandomValues.KEYSPACE);
        tell(mebibytes + "MiBOut", stack.scale("west", "--nodes", "2"), ratios, raw);
        tell(mebibytes + "MiBIn", stack.scale("west", "--nodes", "1"), ratios, raw);
    }

    private static void tell(String name, JsonNode run, Map<String, Double> ratios, Map<String, Long> raw) {
        long forecast = Duration.parse(run.path("forecast").asText()).toMillis();
        long measured = Duration.parse(run.path("measured").asText()).toMillis();
        System.err.println(name + ": forecast " + forecast + " ms, measured " + measured + " ms");
        ratios.put(name + "ForecastOverMeasured", forecast / (double) measured);
        raw.put(name + "ForecastMs", forecast);
        raw.put(name + "MeasuredMs", measured);
    }
}
