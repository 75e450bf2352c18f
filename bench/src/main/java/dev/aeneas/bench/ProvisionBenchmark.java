package dev.aeneas.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** An empty cluster of nine nodes in two regions, through Aeneas and as nine bare starts of the same nodes. */
final class ProvisionBenchmark implements Benchmark {
    @Override
    public Result run() throws Exception {
        long aeneas = byAeneas().toMillis();
        long bare;
        try (var regions = new TwoRegions()) {
            bare = regions.start().toMillis();
        }
        return new Result(
                Map.of("provisionOverBareStarts", aeneas / (double) bare),
                Map.of("provisionMs", aeneas, "bareStartsMs", bare));
    }

    private static Duration byAeneas() throws Exception {
        try (var aeneas = new Aeneas()) {
            aeneas.run("up");
            var began = Instant.now();
            aeneas.run(
                    "cluster",
                    "create",
                    "bench",
                    "--datacenter",
                    "name=east,region=east,nodes=6,sku=Local_M",
                    "--datacenter",
                    "name=west,region=west,nodes=3,sku=Local_S");
            return Duration.between(began, Instant.now());
        }
    }
}
