package dev.aeneas.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What traces in a file cost: a request that is journaled and told to everybody, and an idle control plane, with them and without. */
final class TracesBenchmark implements Benchmark {
    private static final int FAILOVER_PORT = 8104;
    private static final int WARM_UP_REQUESTS = 200;
    private static final int REQUESTS = 400;
    private static final int ROUNDS = 2;
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final List<String> SERVICES =
            List.of("provisioning", "scaling", "backup", "failover-east", "failover-west", "failover-witness");

    @Override
    public Result run() throws Exception {
        var without = new Measured();
        var with = new Measured();
        try (var stack = new OneStack()) {
            for (int round = 0; round < ROUNDS; round++) {
                stack.traceTo("");
                measure(stack, without);
                stack.traceTo("trace.jsonl");
                measure(stack, with);
            }
        }
        var ratios = Map.of(
                "requestMedian", (double) Percentiles.of(with.micros, 50) / Percentiles.of(without.micros, 50),
                "requestCpu", (double) with.requestCpuMillis / without.requestCpuMillis,
                "idleCpu", (double) with.idleCpuMillis / without.idleCpuMillis);
        var raw = new LinkedHashMap<String, Long>();
        without.tell("without", raw);
        with.tell("with", raw);
        return new Result(ratios, raw);
    }

    private static final class Measured {
        private final List<Long> micros = new ArrayList<>();
        private long requestCpuMillis;
        private long idleCpuMillis;

        void tell(String name, Map<String, Long> raw) {
            raw.put(name + "RequestMedianMicros", Percentiles.of(micros, 50));
            raw.put(name + "RequestP90Micros", Percentiles.of(micros, 90));
            raw.put(name + "RequestsCpuMs", requestCpuMillis);
            raw.put(name + "IdleCpuMs", idleCpuMillis);
        }
    }

    private static void measure(OneStack stack, Measured measured) throws IOException, InterruptedException {
        ask(stack, WARM_UP_REQUESTS);
        long before = cpuMillis(stack);
        measured.micros.addAll(ask(stack, REQUESTS));
        long asked = cpuMillis(stack);
        Thread.sleep(IDLE.toMillis());
        measured.requestCpuMillis += asked - before;
        measured.idleCpuMillis += cpuMillis(stack) - asked;
    }

    /** One after the other; how long each took. */
    private static List<Long> ask(OneStack stack, int requests) throws IOException, InterruptedException {
        var failover = stack.rest(FAILOVER_PORT);
        var micros = new ArrayList<Long>();
        for (int request = 0; request < requests; request++) {
            long began = System.nanoTime();
            failover.post(request % 2 == 0 ? "/failovers/stop" : "/failovers/resume", "{\"reason\": \"measured\"}");
            micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
        }
        return micros;
    }

    /** Of all services since they started. */
    private static long cpuMillis(OneStack stack) {
        return SERVICES.stream()
                .map(service -> stack.process("services/" + service).pid())
                .map(pid -> ProcessHandle.of(pid).orElseThrow())
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElseThrow().toMillis())
                .sum();
    }
}
