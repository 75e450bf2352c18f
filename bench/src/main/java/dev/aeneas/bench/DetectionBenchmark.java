package dev.aeneas.bench;

import dev.aeneas.local.process.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A region of three real nodes lost again and again: killed, frozen, and gray (two of its three replicas frozen); from the
 * loss until the verdict can be read, against the gossip of a node in the other region, in the same run.
 */
final class DetectionBenchmark implements Benchmark {
    private static final int KILLED = Integer.getInteger("detection.killed", 50);
    private static final int FROZEN = Integer.getInteger("detection.frozen", 20);
    private static final int GRAY = Integer.getInteger("detection.gray", 10);

    /** Gossip takes its time; so many tries wait for it. */
    private static final int GOSSIP = Integer.getInteger("detection.gossip", 5);

    private static final String LOST = "east";
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration CALM = Duration.ofSeconds(6);

    private final List<Long> gossip = new ArrayList<>();
    private Verdicts verdicts;

    @Override
    public Result run() throws Exception {
        try (var stack = new OneStack()) {
            verdicts = new Verdicts(stack, Verdicts.EAST);
            stack.create(
                    "name=east,region=east,nodes=3,zones=3,rf=3,sku=Local_S",
                    "name=west,region=west,nodes=1,zones=1,rf=1,sku=Local_S");
            awaitUnlost();
            var gray = tries(stack, GRAY, this::gray); // first: once lost, a region stays quarantined
            var killed = tries(stack, KILLED, this::killed);
            var frozen = tries(stack, FROZEN, this::frozen);
            return result(killed, frozen, gray);
        }
    }

    @FunctionalInterface
    private interface Try {
        long millis(OneStack stack, int number) throws IOException, InterruptedException;
    }

    private List<Long> tries(OneStack stack, int count, Try one) throws IOException, InterruptedException {
        var took = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            took.add(one.millis(stack, i));
            System.err.println("try " + (i + 1) + " of " + count + ": " + took.get(i) + " ms");
            awaitUnlost();
        }
        return took;
    }

    private long killed(OneStack stack, int number) throws IOException, InterruptedException {
        long lostAt = System.nanoTime();
        stack.running(LOST).forEach(node -> node.kill());
        long took = millisUntil("Down", lostAt);
        if (number < GOSSIP) {
            gossip.add(stack.millisUntilGossipMisses(LOST, lostAt));
        }
        stack.restart(LOST);
        return took;
    }

    private long frozen(OneStack stack, int number) throws IOException, InterruptedException {
        var nodes = stack.running(LOST);
        long lostAt = System.nanoTime();
        nodes.forEach(node -> node.freeze());
        long took = millisUntil("Down", lostAt);
        nodes.forEach(node -> node.thaw());
        return took;
    }

    /** One node goes on answering; no quorum of replicas does. */
    private long gray(OneStack stack, int number) throws IOException, InterruptedException {
        var nodes = stack.running(LOST).subList(0, 2);
        long lostAt = System.nanoTime();
        nodes.forEach(node -> node.freeze());
        long took = millisUntil("Degraded", lostAt);
        nodes.forEach(node -> node.thaw());
        return took;
    }

    private long millisUntil(String verdict, long sinceNanos) {
        awaitOrFail(verdict, () -> verdicts.of(LOST).equals(verdict));
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
    }

    /** Back, for as long as the decider needs to say so, and writing well. */
    private void awaitUnlost() throws InterruptedException {
        awaitOrFail(
                "an answering region", () -> List.of("Healthy", "Quarantined").contains(verdicts.of(LOST)));
        TimeUnit.MILLISECONDS.sleep(CALM.toMillis());
        awaitOrFail(
                "an answering region", () -> List.of("Healthy", "Quarantined").contains(verdicts.of(LOST)));
    }

    private static void awaitOrFail(String what, BooleanSupplier condition) {
        if (!Wait.until(BOUND, condition)) {
            throw new IllegalStateException(what + " did not come within " + BOUND);
        }
    }

    private Result result(List<Long> killed, List<Long> frozen, List<Long> gray) {
        var raw = new LinkedHashMap<String, Long>();
        put(raw, "killed", killed);
        put(raw, "frozen", frozen);
        put(raw, "gray", gray);
        put(raw, "gossip", gossip);
        var ratios = new LinkedHashMap<String, Double>();
        if (!killed.isEmpty() && !gossip.isEmpty()) {
            ratios.put("gossipOverKilledP50", Percentiles.of(gossip, 50) / (double) Percentiles.of(killed, 50));
            ratios.put("killedP99OverPromised", Percentiles.of(killed, 99) / 1_800.0);
        }
        return new Result(ratios, raw);
    }

    private static void put(Map<String, Long> raw, String name, List<Long> took) {
        raw.put(name + "Tries", (long) took.size());
        if (!took.isEmpty()) {
            raw.put(name + "P50Ms", Percentiles.of(took, 50));
            raw.put(name + "P99Ms", Percentiles.of(took, 99));
            raw.put(name + "MaxMs", Percentiles.of(took, 100));
        }
    }
}
