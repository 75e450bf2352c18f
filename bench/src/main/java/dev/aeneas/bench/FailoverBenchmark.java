package dev.aeneas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How soon a lost region is called down, against Cassandra's own gossip; and how long the standby takes to grow, against a
 * script with the best settings and one with default settings. Same data, same nodes, same run.
 */
final class FailoverBenchmark implements Benchmark {
    private static final int ROWS = 20_000;

    @Override
    public Result run() throws Exception {
        var demo = demo();
        long down = demo.path("regionDownMs").asLong();
        long gossip = demo.path("gossipDownMs").asLong();
        long growth = demo.path("capacityRestoredMs").asLong() - down;
        long script = growByHand(Growth.BEST).toMillis();
        long byDefault = growByHand(Growth.DEFAULT).toMillis();

        var raw = new LinkedHashMap<String, Long>();
        raw.put("regionDownMs", down);
        raw.put("gossipDownMs", gossip);
        raw.put("growthMs", growth);
        raw.put("growthByScriptMs", script);
        raw.put("growthByDefaultSettingsMs", byDefault);
        return new Result(
                Map.of(
                        "gossipOverRegionDown", gossip / (double) down,
                        "growthOverScript", growth / (double) script,
                        "defaultSettingsOverGrowth", byDefault / (double) growth),
                raw);
    }

    private static JsonNode demo() throws Exception {
        try (var aeneas = new Aeneas()) {
            var report = aeneas.file("report.json");
            aeneas.run("demo", "--rows", String.valueOf(ROWS), "--report", report.toString());
            return new ObjectMapper().readTree(report.toFile());
        }
    }

    private static Duration growByHand(Growth growth) throws Exception {
        try (var regions = new TwoRegions()) {
            System.err.println("growing by hand: " + growth);
            regions.start();
            Rows.load(regions, ROWS);
            regions.loseEast();
            var took = growth.grow(regions);
            System.err.println("grown by hand: " + growth + " in " + took.toMillis() + " ms");
            return took;
        }
    }
}
