package dev.aeneas.scaling.forecast;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.scaling.forecast.Experience.Sample;
import dev.aeneas.scaling.forecast.TimeLine.Point;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How long each kind of step takes in one datacenter.
 *
 * @param lines by kind; one that is missing cannot be forecast
 */
public record StepTimes(Map<StepKind, TimeLine> lines) {
    public StepTimes {
        lines = Map.copyOf(lines);
    }

    /** Learns from the datacenter's own runs; from those of the cluster's other datacenters where it had none. */
    public StepTimes learning(Experience experience, DatacenterName datacenter) {
        Map<StepKind, TimeLine> learnt = new EnumMap<>(StepKind.class);
        lines.forEach((kind, line) -> learnt.put(kind, line.learning(points(kind, experience, datacenter))));
        return new StepTimes(learnt);
    }

    /**
     * How long a step of this kind takes.
     *
     * @param amount bytes that its busiest node moves, or nodes, as the kind says
     */
    public Duration of(StepKind kind, long amount) {
        return lines.get(kind).at(kind.inUnits(amount));
    }

    private static List<Point> points(StepKind kind, Experience experience, DatacenterName datacenter) {
        List<Sample> all = experience.samples().stream()
                .filter(sample -> sample.kind() == kind)
                .toList();
        List<Sample> own = all.stream()
                .filter(sample -> sample.datacenter().equals(datacenter))
                .toList();
        return (own.isEmpty() ? all : own)
                .stream()
                        .map(sample -> new Point(
                                kind.inUnits(sample.amount()), sample.took().toMillis() / 1e3, 1))
                        .toList();
    }
}
