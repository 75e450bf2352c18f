package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.AutoscaleEvent.AutoscaleDecided;
import dev.aeneas.contracts.AutoscalePolicy;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.scaling.look.Rhythm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A datacenter that follows its load, or did once.
 *
 * @param policy null: it is off
 * @param row the newest looks in a row on one node count; bounded by {@link AutoscaleBounds#looks}
 */
public record Autoscaling(
        ClusterName cluster,
        DatacenterName datacenter,
        AutoscalePolicy policy,
        Rhythm rhythm,
        List<Sample> row,
        Course course) {

    public Autoscaling {
        row = List.copyOf(row);
    }

    static Autoscaling off(ClusterName cluster, DatacenterName datacenter) {
        return new Autoscaling(cluster, datacenter, null, Rhythm.NEW, List.of(), Course.NEW);
    }

    public boolean isOn() {
        return policy != null;
    }

    /** The same policy again changes nothing; another one starts from its own looks. */
    Autoscaling following(AutoscalePolicy newer) {
        return newer.equals(policy)
                ? this
                : new Autoscaling(
                        cluster, datacenter, newer, isOn() ? rhythm : rhythm.begin(), List.of(), course.forgetting());
    }

    Autoscaling off() {
        return new Autoscaling(cluster, datacenter, null, rhythm, List.of(), course);
    }

    Autoscaling with(Rhythm newer) {
        return new Autoscaling(cluster, datacenter, policy, newer, row, course);
    }

    Autoscaling with(List<Sample> looks) {
        return new Autoscaling(cluster, datacenter, policy, rhythm, looks, course);
    }

    Autoscaling with(Course newer) {
        return new Autoscaling(cluster, datacenter, policy, rhythm, row, newer);
    }

    /** The row with one more look: of the old ones those that are on as many nodes and not too old. */
    List<Sample> rowWith(Sample newest, AutoscaleBounds bounds) {
        var since = newest.at().minus(bounds.memory());
        var kept = row.stream()
                .filter(sample -> sample.nodeCount() == newest.nodeCount())
                .filter(sample -> sample.at().isAfter(since))
                .toList();
        return Stream.concat(kept.stream(), Stream.of(newest))
                .skip(Math.max(0, kept.size() + 1 - bounds.looks()))
                .toList();
    }

    /** The end of a run, whoever asked for it: what was measured before says nothing any more. */
    Autoscaling changed(Instant at) {
        return with(List.of()).with(course.quiet(at));
    }

    List<LookAtLoad> openWork() {
        return isOn() && rhythm.looking() ? List.of(new LookAtLoad(rhythm.key(), cluster, datacenter)) : List.of();
    }

    Optional<Instant> wakeAt() {
        return isOn() && !rhythm.looking() ? Optional.ofNullable(rhythm.next()) : Optional.empty();
    }

    AutoscaleDecided said(Course.Told told, String runId) {
        return new AutoscaleDecided(
                cluster,
                datacenter,
                told.decision(),
                told.reason(),
                told.measured(),
                course.nodeCount(),
                told.toNodeCount(),
                runId);
    }
}
