package dev.aeneas.scaling.forecast;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What earlier runs of a cluster took, the newest last; of each kind of step in each datacenter a bounded number.
 *
 * @param samples null reads as none
 */
public record Experience(List<Sample> samples) {
    public static final Experience NONE = new Experience(List.of());
    private static final int SAMPLES_MAX = 8;

    public Experience {
        samples = samples == null ? List.of() : List.copyOf(samples);
    }

    /**
     * One step of one run.
     *
     * @param amount bytes or nodes, as the kind says
     */
    public record Sample(DatacenterName datacenter, StepKind kind, long amount, Duration took, String runId) {
        boolean like(Sample other) {
            return kind == other.kind() && datacenter.equals(other.datacenter());
        }
    }

    /** Learns from a run, once however often it is told. */
    public Experience with(ScaleCompleted run) {
        if (samples.stream().anyMatch(sample -> sample.runId().equals(run.runId()))) {
            return this;
        }
        var all = new ArrayList<>(samples);
        run.steps().forEach(step -> kind(step.kind()).ifPresent(kind -> {
            var sample = new Sample(run.datacenter(), kind, step.amount(), step.took(), run.runId());
            var like = all.stream().filter(sample::like).toList();
            like.stream().limit(Math.max(0, like.size() - SAMPLES_MAX + 1L)).forEach(all::remove);
            all.add(sample);
        }));
        return new Experience(all);
    }

    /** A newer version may know kinds that this one does not. */
    private static Optional<StepKind> kind(String name) {
        return Arrays.stream(StepKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }
}
