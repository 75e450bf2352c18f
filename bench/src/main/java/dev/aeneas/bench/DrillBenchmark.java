package dev.aeneas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whole drills with their failback on real nodes, by kill and by freeze, three nodes in each of two regions: RTO, its forecast, the way back, and the
 * rows of Aeneas's own application that were not found. Others, or more of them, with {@code -Ddrill.by=kill,kill,cut}: the second kill is {@code kill2}.
 */
final class DrillBenchmark implements Benchmark {
    private static final String CLUSTER = "orders";

    @Override
    public Result run() throws Exception {
        try (var aeneas = new Aeneas()) {
            aeneas.run("up");
            aeneas.run(
                    "cluster",
                    "create",
                    CLUSTER,
                    "--datacenter",
                    "name=east,region=east,nodes=3,zones=3",
                    "--datacenter",
                    "name=west,region=west,nodes=3,zones=3");
            aeneas.run(
                    "failover",
                    "policy",
                    CLUSTER,
                    "--primary",
                    "east",
                    "--standby",
                    "west",
                    "--target-nodes",
                    "6",
                    "--block",
                    "PT0S");
            var ratios = new LinkedHashMap<String, Double>();
            var raw = new LinkedHashMap<String, Long>();
            var made = new HashMap<String, Integer>();
            for (var by : List.of(System.getProperty("drill.by", "kill,freeze").split(",", -1))) {
                int number = made.merge(by, 1, Integer::sum);
                var drill = aeneas.json("drill", "run", CLUSTER, "--lose", "east", "--by", by, "--workload");
                tell(number == 1 ? by : by + number, drill, ratios, raw);
            }
            return new Result(ratios, raw);
        }
    }

    private static void tell(String name, JsonNode drill, Map<String, Double> ratios, Map<String, Long> raw) {
        System.err.println(drill.toPrettyString());
        long rto = millis(drill.path("rto"));
        ratios.put(name + "ForecastOverMeasured", millis(drill.path("forecastRto")) / (double) rto);
        raw.put(name + "DetectionMs", millis(drill.path("detection")));
        raw.put(name + "RtoMs", rto);
        raw.put(name + "FailbackMs", between(drill.path("moments"), "RECOVERED", "CLIENTS_BACK"));
        for (var rows : drill.path("rows")) {
            var when = name + (rows.path("after").asText().equals("FAILED_OVER") ? "AfterFailover" : "AtTheEnd");
            raw.put(when + "AcknowledgedRows", rows.path("acknowledged").asLong());
            raw.put(when + "LostRows", rows.path("lost").asLong());
            raw.put(when + "OutageMs", millis(rows.path("outage")));
        }
    }

    private static long between(JsonNode moments, String from, String to) {
        return Duration.between(
                        Instant.parse(moments.path(from).asText()),
                        Instant.parse(moments.path(to).asText()))
                .toMillis();
    }

    private static long millis(JsonNode duration) {
        return Duration.parse(duration.asText()).toMillis();
    }
}
