package dev.aeneas.scaling.forecast;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A time that grows with an amount: so long for anything at all, and so long for each unit.
 *
 * @param base seconds, whatever the amount
 * @param each seconds for each unit
 */
public record TimeLine(double base, double each) {
    /** So much less each older run counts than the next newer one. */
    private static final double FADING = 0.5;

    /** Less than any run: what was assumed only tells the slope until two different amounts were measured. */
    private static final double WEIGHT_OF_ASSUMPTION = 0.05;

    private static final double SHORTEST = 0.05;

    /** What was measured once. */
    record Point(double units, double seconds, double weight) {}

    public static TimeLine of(Duration base, Duration each) {
        return new TimeLine(base.toMillis() / 1e3, each.toMillis() / 1e3);
    }

    public Duration at(double units) {
        return Duration.ofMillis(Math.round((base + each * units) * 1e3));
    }

    /** The line that meets what was measured best; the newest measurement is the last one. */
    TimeLine learning(List<Point> measured) {
        if (measured.isEmpty()) {
            return this;
        }
        var rough = fit(measured, Point::seconds);
        return fit(measured, point -> rough.base + rough.each * point.units());
    }

    /**
     * Counts relative errors: a second matters more in ten than in a thousand. Relative to what was to be expected, since relative to what it
     * took a quick run would count more than a slow one, and a machine that became slower would be followed only after many runs.
     */
    private TimeLine fit(List<Point> measured, ToDoubleFunction<Point> expected) {
        var fit = new Fit();
        double typical = measured.stream().mapToDouble(Point::units).average().orElse(1);
        double usual = Math.max(
                SHORTEST,
                measured.stream().mapToDouble(Point::seconds).average().orElse(0));
        double far = typical * 2 + 1;
        fit.add(new Point(0, base, WEIGHT_OF_ASSUMPTION), Math.max(base, usual));
        fit.add(new Point(far, base + each * far, WEIGHT_OF_ASSUMPTION), Math.max(base + each * far, usual));
        for (int age = 0; age < measured.size(); age++) {
            var point = measured.get(measured.size() - 1 - age);
            fit.add(
                    new Point(point.units(), point.seconds(), Math.pow(FADING, age)),
                    Math.max(SHORTEST, expected.applyAsDouble(point)));
        }
        return fit.line();
    }

    /** Weighted least squares. */
    private static final class Fit {
        private double weights;
        private double x;
        private double y;
        private double xx;
        private double xy;

        void add(Point point, double expectedSeconds) {
            double weight = point.weight() / Math.pow(expectedSeconds, 2);
            weights += weight;
            x += weight * point.units();
            y += weight * point.seconds();
            xx += weight * point.units() * point.units();
            xy += weight * point.units() * point.seconds();
        }

        TimeLine line() {
            double spread = weights * xx - x * x;
            double slope = spread <= 0 ? 0 : (weights * xy - x * y) / spread;
            double start = (y - slope * x) / weights;
            if (slope < 0) {
                return new TimeLine(y / weights, 0);
            }
            return start < 0 ? new TimeLine(0, xx > 0 ? xy / xx : 0) : new TimeLine(start, slope);
        }
    }
}
