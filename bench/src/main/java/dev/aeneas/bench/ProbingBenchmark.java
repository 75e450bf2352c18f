package dev.aeneas.bench;

import dev.aeneas.cassandra.testing.TestCertificates;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.failover.adapter.probe.CanaryRounds;
import dev.aeneas.failover.adapter.probe.CanaryRows;
import dev.aeneas.failover.adapter.probe.ProbeRounds;
import dev.aeneas.failover.adapter.wire.FrameLoop;
import dev.aeneas.failover.canary.Arrivals;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.local.LoopbackBlock;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * What one observer spends on a thousand datacenters of three nodes each, on sockets of this machine: all alive, half of them
 * killed, half of them frozen; with probes alone, with a row written and read in each every second beside them, and with probes over TLS. The CPU of the
 * threads that do it, the kernel's part included; Kafka is not in it.
 */
final class ProbingBenchmark implements Benchmark {
    private static final int DATACENTERS = Integer.getInteger("probing.datacenters", 1_000);
    private static final int NODES = 3;
    private static final int PER_ZONE = 60;
    private static final long WARM_UP_SECONDS = 10;
    private static final long MEASURED_SECONDS = Long.getLong("probing.seconds", 20);
    private static final double PROMISED = 0.2;
    private static final Set<DatacenterName> PAIR = Set.of(new DatacenterName("east"), new DatacenterName("west"));
    private static final DetectionParameters PARAMETERS = DetectionParameters.DEFAULT;

    @Override
    public Result run() throws Exception {
        double alive = measure(Half.ALIVE, Look.PROBES);
        double killed = measure(Half.KILLED, Look.PROBES);
        double frozen = measure(Half.FROZEN, Look.PROBES);
        double writing = measure(Half.ALIVE, Look.WITH_ROWS);
        double writingKilled = measure(Half.KILLED, Look.WITH_ROWS);
        double writingFrozen = measure(Half.FROZEN, Look.WITH_ROWS);
        double tls = measure(Half.ALIVE, Look.OVER_TLS);
        double tlsKilled = measure(Half.KILLED, Look.OVER_TLS);
        double tlsFrozen = measure(Half.FROZEN, Look.OVER_TLS);
        var ratios = new LinkedHashMap<String, Double>();
        ratios.put("coreWhenAllAlive", alive);
        ratios.put("coreWhenHalfKilled", killed);
        ratios.put("coreWhenHalfFrozen", frozen);
        ratios.put("aliveOverPromised", alive / PROMISED);
        ratios.put("halfKilledOverAlive", killed / alive);
        ratios.put("halfFrozenOverAlive", frozen / alive);
        ratios.put("coreWithRowsWhenAllAlive", writing);
        ratios.put("coreWithRowsWhenHalfKilled", writingKilled);
        ratios.put("coreWithRowsWhenHalfFrozen", writingFrozen);
        ratios.put("aliveWithRowsOverPromised", writing / PROMISED);
        ratios.put("coreOverTlsWhenAllAlive", tls);
        ratios.put("coreOverTlsWhenHalfKilled", tlsKilled);
        ratios.put("coreOverTlsWhenHalfFrozen", tlsFrozen);
        ratios.put("tlsOverClear", tls / alive);
        return new Result(ratios, Map.of("datacenters", (long) DATACENTERS, "nodes", (long) DATACENTERS * NODES));
    }

    private enum Half {
        ALIVE,
        KILLED,
        FROZEN
    }

    private enum Look {
        PROBES,
        WITH_ROWS,
        OVER_TLS
    }

    private static double measure(Half half, Look look) throws Exception {
        var certificates = Optional.of(TestCertificates.OURS).filter(ours -> look == Look.OVER_TLS);
        var authority = certificates.map(TestCertificates::authority);
        try (var block = LoopbackBlock.reserve();
                var nodes = new FakeNodes(addresses(block), certificates.map(TestCertificates::nodeContext));
                var loop = new FrameLoop("probes");
                var writing = new FrameLoop("canaries")) {
            var sightings = new AtomicLong();
            var rounds = IntStream.range(0, DATACENTERS)
                    .mapToObj(i ->
                            new ProbeRounds(loop, PARAMETERS, () -> authority, sighting -> sightings.incrementAndGet()))
                    .toList();
            var all = addresses(block);
            var perDatacenter = IntStream.range(0, DATACENTERS)
                    .mapToObj(i -> all.subList(i * NODES, (i + 1) * NODES))
                    .toList();
            var clock = Executors.newSingleThreadScheduledExecutor();
            try {
                long clockThread =
                        clock.submit(() -> Thread.currentThread().getId()).get();
                clock.scheduleWithFixedDelay(
                        () -> IntStream.range(0, DATACENTERS)
                                .forEach(i -> rounds.get(i).start(perDatacenter.get(i))),
                        0,
                        PARAMETERS.probing().interval().toMillis(),
                        TimeUnit.MILLISECONDS);
                if (look == Look.WITH_ROWS) {
                    var canaries = canaries(writing);
                    clock.scheduleWithFixedDelay(
                            () -> IntStream.range(0, DATACENTERS)
                                    .forEach(i -> canaries.get(i).start(perDatacenter.get(i))),
                            0,
                            PARAMETERS.canaries().interval().toMillis(),
                            TimeUnit.MILLISECONDS);
                }
                TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
                lose(half, nodes, all.subList(0, all.size() / 2));
                TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
                return share(List.of(clockThread, loop.threadId(), writing.threadId()), half, sightings);
            } finally {
                clock.shutdownNow();
            }
        }
    }

    /** Clusters of two datacenters: each looks for the other's row too. */
    private static List<CanaryRounds> canaries(FrameLoop loop) {
        return IntStream.range(0, DATACENTERS / 2)
                .mapToObj(i -> new Arrivals(PARAMETERS.canaries().interval()))
                .flatMap(arrivals -> PAIR.stream().map(one -> {
                    var rows = new CanaryRows("observer", one, arrivals);
                    rows.datacenters(PAIR);
                    return new CanaryRounds(loop, PARAMETERS.canaries(), rows, Optional::empty);
                }))
                .toList();
    }

    private static double share(List<Long> threads, Half half, AtomicLong sightings) throws InterruptedException {
        long before = cpuNanos(threads);
        long began = System.nanoTime();
        long told = sightings.get();
        TimeUnit.SECONDS.sleep(MEASURED_SECONDS);
        double took = System.nanoTime() - began;
        double share = (cpuNanos(threads) - before) / took;
        System.err.printf(
                "%s: %.3f of a core, %.0f observations a second%n", half, share, (sightings.get() - told) * 1e9 / took);
        return share;
    }

    private static long cpuNanos(List<Long> threads) {
        var bean = ManagementFactory.getThreadMXBean();
        return threads.stream().mapToLong(bean::getThreadCpuTime).sum();
    }

    private static void lose(Half half, FakeNodes nodes, List<String> which) {
        switch (half) {
            case KILLED -> nodes.kill(which);
            case FROZEN -> nodes.freeze(which);
            default -> System.err.println("all are alive");
        }
    }

    private static List<String> addresses(LoopbackBlock block) {
        var addresses = new ArrayList<String>();
        for (int i = 0; i < DATACENTERS * NODES; i++) {
            addresses.add(block.address(1 + i / PER_ZONE, 1 + i % PER_ZONE));
        }
        return addresses;
    }
}
