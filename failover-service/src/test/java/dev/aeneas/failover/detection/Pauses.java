package dev.aeneas.failover.detection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is not there, or not as usual, and when: node region "east", observer "west!", link "west>east". */
final class Pauses {
    private final Duration memory;
    private final Map<String, List<Pause>> all = new HashMap<>();

    /** @param memory how long after its end nobody asks for one any more */
    Pauses(Duration memory) {
        this.memory = memory;
    }

    /**
     * From one moment to another.
     *
     * @param refuses says no at once, instead of nothing
     */
    record Pause(Duration from, Duration to, boolean refuses) {
        boolean holds(Duration at) {
            return at.compareTo(from) >= 0 && at.compareTo(to) < 0;
        }
    }

    void add(String what, Pause pause) {
        all.computeIfAbsent(what, w -> new ArrayList<>()).add(pause);
    }

    Optional<Pause> of(String what, Duration at) {
        var known = all.get(what);
        if (known == null) {
            return Optional.empty();
        }
        known.removeIf(p -> p.to().plus(memory).compareTo(at) < 0); // there are many, and this is asked all the time
        for (var pause : known) {
            if (pause.holds(at)) {
                return Optional.of(pause);
            }
        }
        return Optional.empty();
    }
}
