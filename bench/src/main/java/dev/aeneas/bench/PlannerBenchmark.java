package dev.aeneas.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Tokens and plan for 200 nodes that join 1 000, against the bound that the project sets itself. */
final class PlannerBenchmark implements Benchmark {
    private static final long BOUND_MS = 2_000;

    @Override
    public Result run() throws Exception {
        var raw = new LinkedHashMap<String, Long>();
        raw.put("boundMs", BOUND_MS);
        raw.put("firstPlanMs", firstPlanMs());
        // forked: what the JVM learnt from the first plan must not help
        var options = new OptionsBuilder()
                .include(PlannerJmh.class.getName())
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .verbosity(VerboseMode.SILENT)
                .build();
        for (RunResult result : new Runner(options).run()) {
            var label = result.getPrimaryResult().getLabel();
            raw.put(label + "Us", Math.round(result.getPrimaryResult().getScore()));
        }
        return new Result(
                Map.of(
                        "firstPlanOverBound", raw.get("firstPlanMs") / (double) BOUND_MS,
                        "planOverBound", raw.get("planUs") / 1e3 / BOUND_MS),
                raw);
    }

    /** In a JVM that has planned nothing before, as after a start of the service. */
    private static long firstPlanMs() {
        var state = new PlannerJmh();
        state.setUp();
        long began = System.nanoTime();
        var plan = state.plan();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        System.err.println(plan.notes());
        return took;
    }
}
