package dev.aeneas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.local.process.Wait;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A region of three nodes lost, and the standby grown to its size: with every part of Aeneas alive, and with the region's observer (which
 * is a decider too, and may lead) killed in the same moment. A stack of its own for each try.
 */
final class ControlPlaneLossBenchmark implements Benchmark {
    private static final int TRIES = Integer.getInteger("control.tries", 3);
    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final String OBSERVER = "services/failover-east";

    @Override
    public Result run() throws Exception {
        var alive = new ArrayList<Times>();
        var dead = new ArrayList<Times>();
        for (int i = 0; i < TRIES; i++) {
            alive.add(lose(false)); // in turn, so that the machine's moods meet both
            dead.add(lose(true));
        }
        var raw = new LinkedHashMap<String, Long>();
        put(raw, "alive", alive);
        put(raw, "dead", dead);
        var ratios = new LinkedHashMap<String, Double>();
        ratios.put("rtoDeadOverAlive", raw.get("deadRtoP50Ms") / (double) raw.get("aliveRtoP50Ms"));
        ratios.put("worstDeadOverMedianAlive", raw.get("deadRtoMaxMs") / (double) raw.get("aliveRtoP50Ms"));
        return new Result(ratios, raw);
    }

    private record Times(long shifted, long rto) {}

    private static Times lose(boolean observerToo) throws IOException, InterruptedException {
        try (var stack = new OneStack()) {
            stack.create(
                    "name=east,region=east,nodes=3,zones=3,rf=3,sku=Local_M",
                    "name=west,region=west,nodes=3,zones=3,rf=3,sku=Local_S");
            stack.policy("--primary", "east", "--standby", "west", "--mode", "AUTOMATIC");
            var west = new Verdicts(stack, Verdicts.WEST);
            await(
                    "healthy regions",
                    () -> west.of("east").equals("Healthy") && west.of("west").equals("Healthy"));
            var nodes = stack.running("east");
            var lostAt = Instant.now();
            nodes.forEach(node -> node.kill());
            if (observerToo) {
                stack.process(OBSERVER).kill();
            }
            await("restored capacity", () -> moment(west, "capacityRestoredAt").isPresent());
            var times = new Times(
                    since(lostAt, moment(west, "shiftedAt")), since(lostAt, moment(west, "capacityRestoredAt")));
            System.err.println((observerToo ? "its observer dead too: " : "its observer alive: ") + times);
            return times;
        }
    }

    private static long since(Instant lostAt, Optional<Instant> moment) {
        return Duration.between(lostAt, moment.orElseThrow()).toMillis();
    }

    private static Optional<Instant> moment(Verdicts west, String name) {
        return west.get("/clusters/" + OneStack.CLUSTER + "/failovers")
                .map(runs -> runs.path(0).path("timeline").path(name))
                .filter(JsonNode::isTextual)
                .map(at -> Instant.parse(at.asText()));
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        if (!Wait.until(BOUND, condition)) {
            throw new IllegalStateException(what + " did not come within " + BOUND);
        }
    }

    private static void put(Map<String, Long> raw, String name, List<Times> times) {
        var rto = times.stream().map(Times::rto).toList();
        var shifted = times.stream().map(Times::shifted).toList();
        raw.put(name + "RtoP50Ms", Percentiles.of(rto, 50));
        raw.put(name + "RtoMaxMs", Percentiles.of(rto, 100));
        raw.put(name + "ShiftedP50Ms", Percentiles.of(shifted, 50));
        raw.put(name + "ShiftedMaxMs", Percentiles.of(shifted, 100));
    }
}
