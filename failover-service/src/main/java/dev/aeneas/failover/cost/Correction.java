package dev.aeneas.failover.cost;

import java.time.Duration;
import java.util.List;

/**
 * By how much recovery took longer, or less, than was forecast.
 *
 * @param drills that it was learnt from
 * @param ratio measured over forecast; 1 while there were none
 */
public record Correction(int drills, double ratio) {
    public static final Correction NONE = new Correction(0, 1);
    private static final int NEWEST = 5;

    /** What one drill showed. */
    public record Shown(Duration forecast, Duration measured) {
        double ratio() {
            return (double) measured.toMillis() / Math.max(1, forecast.toMillis());
        }
    }

    /** Of the newest few, the middle one, so that one odd drill changes little; the newest come first. */
    public static Correction of(List<Shown> drills) {
        var ratios = drills.stream().limit(NEWEST).map(Shown::ratio).sorted().toList();
        if (ratios.isEmpty()) {
            return NONE;
        }
        int middle = ratios.size() / 2;
        double median = ratios.size() % 2 == 1 ? ratios.get(middle) : (ratios.get(middle - 1) + ratios.get(middle)) / 2;
        return new Correction(ratios.size(), median);
    }

    Duration correct(Duration forecast) {
        return Duration.ofMillis(Math.round(forecast.toMillis() * ratio));
    }
}
