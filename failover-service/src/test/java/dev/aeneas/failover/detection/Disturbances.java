package dev.aeneas.failover.detection;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * What happens every day and is no loss, one after the other; some last so long that the next ones meet them.
 *
 * <p>Two cuts between different observers and the same region never meet: that would be the loss of a link for most of the
 * world, which is not benign.
 */
final class Disturbances {
    static final Duration RUN = Duration.ofMinutes(5);
    private static final String[] OBSERVERS = {"east", "west", "witness"};

    private final DetectionSimulation simulation;
    private final Random random;
    private final Map<String, Long> deadUntil = new HashMap<>();
    private int count;

    Disturbances(DetectionSimulation simulation, long seed) {
        this.simulation = simulation;
        this.random = new Random(seed);
    }

    /** Fills the run with them; returns how many there are. */
    int disturb() {
        if (random.nextInt(4) == 0) {
            simulation.setWire(random.nextDouble() * 0.05, 40 + random.nextInt(160));
        }
        for (long at = 10_000; at < RUN.toMillis() - 20_000; at += 3_500 + random.nextInt(1_500)) {
            disturb(at, random.nextBoolean() ? "east" : "west", OBSERVERS[random.nextInt(3)]);
            count++;
        }
        return count;
    }

    private void disturb(long at, String region, String observer) {
        long pause = at + 100 + random.nextInt(900);
        switch (random.nextInt(15)) {
            case 0 -> simulation.freeze(region, at, pause);
            case 1 -> simulation.pauseProcess(observer, at, pause);
            case 2 -> simulation.pauseProcess("decider", at, pause);
            case 3 -> simulation.cut(observer, region, at, pause + 2_000);
            case 4 -> cutOff(observer, at, pause + 2_000);
            case 5 -> simulation.mute(observer, at, pause + 2_000);
            case 6 -> killOneNode(region, at);
            case 7 -> simulation.jumpClock(observer, jump(), at);
            case 8 -> simulation.jumpDecidersClock(jump(), at);
            case 9 -> simulation.restartObserver(observer, at, pause + 2_000);
            case 10 -> simulation.handOverAt(at);
            case 11 -> overload(at, pause + 4_000);
            case 12 -> simulation.starve(observer, at, pause + 4_000, 400);
            case 13 -> simulation.failWrites(region, at, at + 100 + random.nextInt(1_800));
            default -> simulation.restartDeciderAt(at);
        }
    }

    /** One at a time in a region: two dead nodes are no everyday thing. */
    private void killOneNode(String region, long at) {
        if (at > deadUntil.getOrDefault(region, 0L)) {
            deadUntil.put(region, at + random.nextInt(60_000));
            simulation.killNode(region, random.nextInt(6), at, deadUntil.get(region));
        } else {
            simulation.handOverAt(at);
        }
    }

    private void cutOff(String observer, long from, long to) {
        simulation.cut(observer, "east", from, to);
        simulation.cut(observer, "west", from, to);
    }

    /** Of everything at once, as when all of it runs on one machine; writes just about succeed. */
    private void overload(long from, long to) {
        for (var region : new String[] {"east", "west"}) {
            simulation.slowDown(region, from, to, 950);
        }
        for (var observer : OBSERVERS) {
            simulation.starve(observer, from, to, 400);
        }
    }

    /** Ten seconds at most, back or forth. */
    private Duration jump() {
        return Duration.ofMillis(random.nextInt(20_000) - 10_000L);
    }
}
