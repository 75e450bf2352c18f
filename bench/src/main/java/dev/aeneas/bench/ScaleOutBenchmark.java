package dev.aeneas.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * Three nodes of a GiB each become six while the other region is dead: through Aeneas, by a script with the best settings
 * (the floor), and with default settings one node after the other. Same data, same nodes, same run.
 */
final class ScaleOutBenchmark implements Benchmark {
    /** Kept three times by three nodes, so that this is what each of them has. */
    private static final int MEBIBYTES = 1_100;

    private static final int BEFORE = 3;
    private static final int ADDED = 3;
    private static final int UNLIMITED = 0;

    @Override
    public Result run() throws Exception {
        var aeneas = byAeneas(0);
        var withSpares = byAeneas(ADDED);
        long script = byHand("joined together by a script", ScaleOutBenchmark::together);
        long byDefault = byHand("default settings, one by one", regions -> Join.oneByOne(regions, ADDED));

        var ratios = new LinkedHashMap<String, Double>();
        ratios.put("defaultOneByOneOverAeneas", byDefault / (double) aeneas.measured());
        ratios.put("aeneasOverScript", aeneas.measured() / (double) script);
        ratios.put("defaultOneByOneOverAeneasWithSpares", byDefault / (double) withSpares.measured());
        ratios.put("defaultOneByOneOverScript", byDefault / (double) script);
        ratios.put("forecastOverMeasured", aeneas.forecast() / (double) aeneas.measured());
        ratios.put("forecastOverMeasuredWithSpares", withSpares.forecast() / (double) withSpares.measured());
        var raw = new LinkedHashMap<String, Long>();
        raw.put("aeneasMs", aeneas.measured());
        raw.put("aeneasWithSparesMs", withSpares.measured());
        raw.put("scriptMs", script);
        raw.put("defaultOneByOneMs", byDefault);
        raw.put("bytesPerNode", (long) MEBIBYTES << 20);
        return new Result(ratios, raw);
    }

    /** A run's own word on how long it would take and how long it took, in milliseconds. */
    private record Run(long forecast, long measured) {}

    private static Run byAeneas(int spares) throws Exception {
        try (var stack = new OneStack()) {
            stack.create(
                    "name=east,region=east,nodes=3,zones=3,rf=3,sku=Local_S",
                    "name=west,region=west,nodes=" + BEFORE + ",zones=3,rf=3,sku=Local_M");
            if (spares > 0) {
                stack.scale(TwoRegions.WEST, "--spares", String.valueOf(spares));
            }
            try (var session = stack.session(TwoRegions.WEST)) {
                RandomValues.create(session, TwoRegions.WEST, TwoRegions.RACKS);
                new RandomValues().growTo(session, MEBIBYTES);
            }
            stack.settle(TwoRegions.WEST, RandomValues.KEYSPACE);
            stack.lose(TwoRegions.EAST);
            var run =
                    stack.scale(TwoRegions.WEST, "--nodes", String.valueOf(BEFORE + ADDED), "--dead", TwoRegions.EAST);
            System.err.println("grown by Aeneas with " + spares + " spares: " + run);
            return new Run(
                    Duration.parse(run.path("forecast").asText()).toMillis(),
                    Duration.parse(run.path("measured").asText()).toMillis());
        }
    }

    /** Steps of somebody's script. */
    @FunctionalInterface
    private interface Steps {
        void on(TwoRegions regions) throws Exception;
    }

    private static long byHand(String how, Steps steps) throws Exception {
        try (var regions = new TwoRegions()) {
            regions.start(3, TwoRegions.SMALL, TwoRegions.FULL);
            Rows.replicateSystemKeyspaces(regions.in(TwoRegions.EAST));
            try (var session = Rows.session(regions, TwoRegions.WEST)) {
                RandomValues.create(session, TwoRegions.WEST, TwoRegions.RACKS);
                new RandomValues().growTo(session, MEBIBYTES);
            }
            Settled.await(regions.jmx, regions.in(TwoRegions.WEST), RandomValues.KEYSPACE);
            regions.loseEast();
            var began = Instant.now();
            steps.on(regions);
            regions.awaitNormal(regions.in(TwoRegions.WEST));
            long took = Duration.between(began, Instant.now()).toMillis();
            System.err.println(how + ": " + took + " ms");
            return took;
        }
    }

    /** The best that is known: no throttle anywhere, all prepared at once, joined at one instant. */
    private static void together(TwoRegions regions) throws Exception {
        var added = Join.prepare(regions, ADDED);
        regions.in(TwoRegions.WEST)
                .forEach(node -> regions.await(node, operations -> {
                    operations.throttle(operations.throttles().withStreams(UNLIMITED));
                    return true;
                }));
        Join.together(regions, added);
    }
}
