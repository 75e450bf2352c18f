package dev.aeneas.bench;

import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.process.DetachedProcess;
import dev.aeneas.local.process.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What happens every day and is no loss, again and again on real nodes: pauses of up to a second of a region, of an observer, of Kafka, of
 * the control store; one node dead or frozen for a while; one observer killed and started again. No verdict may come of it.
 */
final class DisturbancesBenchmark implements Benchmark {
    private static final int COUNT = Integer.getInteger("disturbances.count", 100);
    private static final long SEED = Long.getLong("disturbances.seed", 1);
    private static final List<String> OBSERVERS = List.of("failover-east", "failover-west", "failover-witness");
    private static final List<String> REGIONS = List.of("east", "west");
    private static final Set<String> FALSE_VERDICTS = Set.of("Down", "Degraded", "Quarantined");
    private static final Duration CALM = Duration.ofSeconds(3);
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final long PAUSE_MAX_MILLIS = 1_000;
    private static final long AWAY_MILLIS = 5_000;

    private final Random random = new Random(SEED);
    private final Map<String, Long> made = new LinkedHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private volatile String current = "the start";

    @FunctionalInterface
    private interface Disturbance {
        void make(OneStack stack) throws IOException, InterruptedException;
    }

    @Override
    public Result run() throws Exception {
        try (var stack = new OneStack()) {
            stack.create(
                    "name=east,region=east,nodes=3,zones=3,rf=3,sku=Local_S",
                    "name=west,region=west,nodes=1,zones=1,rf=1,sku=Local_S");
            awaitHealthy(stack);
            var watch = Executors.newScheduledThreadPool(REGIONS.size());
            var verdicts = new Verdicts(stack, Verdicts.WEST);
            REGIONS.forEach(region ->
                    watch.scheduleWithFixedDelay(() -> look(verdicts, region), 0, 100, TimeUnit.MILLISECONDS));
            try {
                for (int i = 1; i <= COUNT; i++) {
                    disturb(stack, i);
                }
                TimeUnit.MILLISECONDS.sleep(2 * CALM.toMillis());
            } finally {
                watch.shutdownNow();
            }
            if (!wrong.isEmpty()) {
                stack.showEvents("failover");
            }
            return result();
        }
    }

    private Result result() {
        var raw = new LinkedHashMap<>(made);
        raw.put(
                "disturbances",
                made.values().stream().mapToLong(Long::longValue).sum());
        raw.put("falseVerdicts", (long) wrong.size());
        wrong.forEach(System.err::println);
        return new Result(Map.of(), raw);
    }

    /** Such a verdict stays for seconds at least, so that a look ten times a second misses none. */
    private void look(Verdicts verdicts, String region) {
        var verdict = verdicts.of(region);
        var said = region + " " + verdict + " in " + current;
        if (FALSE_VERDICTS.contains(verdict) && !wrong.contains(said)) {
            wrong.add(said);
        }
    }

    private void disturb(OneStack stack, int number) throws IOException, InterruptedException {
        var kinds = kinds();
        var name = List.copyOf(kinds.keySet()).get(random.nextInt(kinds.size()));
        current = "disturbance " + number + ", " + name;
        System.err.println(current);
        kinds.get(name).make(stack);
        made.merge(name, 1L, Long::sum);
        TimeUnit.MILLISECONDS.sleep(CALM.toMillis());
    }

    private Map<String, Disturbance> kinds() {
        var kinds = new LinkedHashMap<String, Disturbance>();
        REGIONS.forEach(region -> kinds.put("pausesOf_" + region, stack -> pauseNodes(stack.running(region))));
        kinds.put("pausesOfAnObserver", stack -> pause(observer(stack)));
        kinds.put("pausesOfKafka", stack -> pause(stack.process("kafka")));
        kinds.put("pausesOfTheStore", stack -> pause(stack.process("store")));
        kinds.put("oneNodeDead", this::killOne);
        kinds.put("oneNodeFrozen", this::freezeOne);
        kinds.put("observerRestarted", this::restartObserver);
        return kinds;
    }

    private DetachedProcess observer(OneStack stack) {
        return stack.process("services/" + OBSERVERS.get(random.nextInt(OBSERVERS.size())));
    }

    private void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(100 + random.nextLong(PAUSE_MAX_MILLIS - 100));
    }

    private void pause(DetachedProcess process) throws InterruptedException {
        process.freeze();
        pause();
        process.thaw();
    }

    private void pauseNodes(List<CassandraNode> nodes) throws InterruptedException {
        nodes.forEach(CassandraNode::freeze);
        pause();
        nodes.forEach(CassandraNode::thaw);
    }

    private void killOne(OneStack stack) throws IOException, InterruptedException {
        stack.running("east").get(random.nextInt(3)).kill();
        TimeUnit.MILLISECONDS.sleep(AWAY_MILLIS);
        stack.restart("east");
    }

    private void freezeOne(OneStack stack) throws IOException, InterruptedException {
        var node = stack.running("east").get(random.nextInt(3));
        node.freeze();
        TimeUnit.MILLISECONDS.sleep(AWAY_MILLIS);
        node.thaw();
    }

    private void restartObserver(OneStack stack) throws IOException, InterruptedException {
        observer(stack).kill();
        stack.up();
    }

    private static void awaitHealthy(OneStack stack) throws IOException {
        var verdicts = new Verdicts(stack, Verdicts.WEST);
        if (!Wait.until(
                BOUND, () -> REGIONS.stream().allMatch(r -> verdicts.of(r).equals("Healthy")))) {
            throw new IllegalStateException("the regions were not healthy within " + BOUND);
        }
    }
}
