package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.PlannedStep;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How long steps take together when each begins as soon as those that it waits for have ended. */
public final class CriticalPath {
    private CriticalPath() {}

    /**
     * The longest chain.
     *
     * @param steps each after those that it waits for
     * @param left how long each still takes by itself
     */
    public static Duration of(List<PlannedStep> steps, Function<PlannedStep, Duration> left) {
        Map<String, Duration> ends = new HashMap<>();
        for (PlannedStep step : steps) {
            var begins = step.after().stream()
                    .map(id -> ends.getOrDefault(id, Duration.ZERO))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            ends.put(step.stepId(), begins.plus(left.apply(step)));
        }
        return ends.values().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}
