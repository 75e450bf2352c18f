package dev.aeneas.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the benchmark that is named, and prints one line of JSON at the end. */
public final class Main {
    private static final Map<String, Benchmark> BENCHMARKS = Map.of(
            "up", new UpBenchmark(),
            "failover", new FailoverBenchmark(),
            "forecast", new ForecastBenchmark(),
            "planner", new PlannerBenchmark(),
            "scale-out", new ScaleOutBenchmark(),
            "scale-under-load", new ScaleUnderLoadBenchmark(),
            "retention", new RetentionBenchmark(),
            "provision", new ProvisionBenchmark(),
            "divergence", new DivergenceBenchmark());

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var benchmark = arguments.length == 1 ? BENCHMARKS.get(arguments[0]) : null;
        if (benchmark == null) {
            System.err.println("usage: bench/run NAME, with NAME one of " + BENCHMARKS.keySet());
            System.exit(2);
            return;
        }
        System.out.println(line(arguments[0], benchmark.run()));
    }

    private static String line(String name, Benchmark.Result result) throws JsonProcessingException {
        var line = new LinkedHashMap<String, Object>();
        line.put("name", name);
        line.put("ratios", result.ratios());
        line.put("raw", result.raw());
        line.put("machine", machine());
        return new ObjectMapper().writeValueAsString(line);
    }

    private static Map<String, Object> machine() {
        var system = (com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        return Map.of(
                "cores", system.getAvailableProcessors(),
                "memoryBytes", system.getTotalMemorySize(),
                "os", System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "java", System.getProperty("java.version"));
    }
}
