package dev.aeneas.bench;

import java.util.List;

/** Nearest rank: the smallest measured value that so many percent do not exceed. */
final class Percentiles {
    private Percentiles() {}

    static long of(List<Long> values, int percent) {
        var sorted = values.stream().sorted().toList();
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.get(Math.max(0, rank - 1));
    }
}
