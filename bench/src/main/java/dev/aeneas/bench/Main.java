package dev.aeneas.bench;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the benchmark that is named, and prints one line of JSON at the end. */
public final class Main {
    private static final Map<String, Benchmark> BENCHMARKS = Map.ofEntries(
            entry("up", new UpBenchmark()),
            entry("failover", new FailoverBenchmark()),
            entry("forecast", new ForecastBenchmark()),
            entry("planner", new PlannerBenchmark()),
            entry("scale-out", new ScaleOutBenchmark()),
            entry("scale-under-load", new ScaleUnderLoadBenchmark()),
            entry("retention", new RetentionBenchmark()),
            entry("provision", new ProvisionBenchmark()),
            entry("detection", new DetectionBenchmark()),
            entry("probing", new ProbingBenchmark()),
            entry("disturbances", new DisturbancesBenchmark()),
            entry("control-plane-loss", new ControlPlaneLossBenchmark()),
            entry("traces", new TracesBenchmark()),
            entry("drill", new DrillBenchmark()),
            entry("divergence", new DivergenceBenchmark()),
            entry("backup", new BackupBenchmark()),
            entry("backup-under-load", new BackupUnderLoadBenchmark()));

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
