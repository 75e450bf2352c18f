package dev.aeneas.backup.pace;

import dev.aeneas.cassandra.node.RequestTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** A node whose clients wait longer the more of it the copy takes: as in a queue, by {@code 1 / (1 - use)}. */
final class SimulatedNode {
    private static final int BUCKETS = 128;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final PaceControl control;
    private final Random random;
    private final long[] counts = new long[BUCKETS];
    private final long[] countsAlone = new long[BUCKETS];
    private Pacing pacing;
    private Instant now = Instant.parse("2027-01-01T02:00:00Z");
    private long capacity = 400 << 20;
    private double serviceMicros = 1_000;
    private int requestsPerSecond = 500;
    private int pendingCompactions;
    private double cpu;
    private double pauseMicros;

    SimulatedNode(PacePolicy policy, long seed) {
        control = new PaceControl(policy);
        random = new Random(seed);
        pacing = control.begin();
    }

    /** What the node could read and serve if it did nothing else. */
    SimulatedNode capacity(long bytesPerSecond) {
        capacity = bytesPerSecond;
        return this;
    }

    SimulatedNode clients(int perSecond) {
        requestsPerSecond = perSecond;
        return this;
    }

    SimulatedNode service(double micros) {
        serviceMicros = micros;
        return this;
    }

    SimulatedNode compactions(int pending) {
        pendingCompactions = pending;
        return this;
    }

    SimulatedNode cpu(double use) {
        cpu = use;
        return this;
    }

    /** Until the next look one request in ten waits so much longer. */
    SimulatedNode pause(double micros) {
        pauseMicros = micros;
        return this;
    }

    /** So many looks, a second apart; the mean rate over them. */
    long run(int seconds) {
        long sum = 0;
        for (int i = 0; i < seconds; i++) {
            sum += pacing.rate();
            serve();
            now = now.plus(SECOND);
            pacing = control.next(
                    pacing, new NodeLoad(cpu, copyUse(), pendingCompactions, RequestTimes.of(counts)), now);
        }
        return seconds == 0 ? 0 : sum / seconds;
    }

    Pacing pacing() {
        return pacing;
    }

    /** Of all requests so far: their 99th percentile over what it would have been without the copy. */
    double slowed() {
        var alone = RequestTimes.of(countsAlone).percentile(0.99).orElseThrow();
        var waited = RequestTimes.of(counts).percentile(0.99).orElseThrow();
        return (double) waited.toNanos() / alone.toNanos();
    }

    private double slowerBy() {
        return 1 / (1 - copyUse());
    }

    private double copyUse() {
        return Math.min(0.95, (double) pacing.rate() / capacity);
    }

    private void serve() {
        for (int i = 0; i < requestsPerSecond; i++) {
            double alone = serviceMicros * -Math.log(1 - random.nextDouble());
            double waited = alone * slowerBy();
            countsAlone[bucket(alone)]++;
            counts[bucket(i % 10 == 0 ? waited + pauseMicros : waited)]++;
        }
        pauseMicros = 0;
    }

    private static int bucket(double micros) {
        int bucket = 0;
        for (double to = 1; to < micros && bucket < BUCKETS - 1; to = Math.max(to + 1, Math.rint(to * 1.2))) {
            bucket++;
        }
        return bucket;
    }
}
