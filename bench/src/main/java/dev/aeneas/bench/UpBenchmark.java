package dev.aeneas.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** From stopped to ready, built already, against the slowest chain of the same run. */
final class UpBenchmark implements Benchmark {
    @Override
    public Result run() throws Exception {
        try (var aeneas = new Aeneas()) {
            var report = aeneas.json("up");
            var raw = new LinkedHashMap<String, Long>();
            report.path("components")
                    .forEach(component -> raw.put(
                            component.path("name").asText() + "Ms",
                            component.path("readyAfterMs").asLong()));
            raw.put("upMs", report.path("tookMs").asLong());
            raw.put("slowestChainMs", report.path("slowestChainMs").asLong());
            return new Result(Map.of("upOverSlowestChain", report.path("ratio").asDouble()), raw);
        }
    }
}
