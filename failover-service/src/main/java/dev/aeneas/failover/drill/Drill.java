package dev.aeneas.failover.drill;

import dev.aeneas.contracts.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A drill and everything that was seen of it.
 *
 * @param moments as they were heard of here; {@code LOST} as provisioning says it
 * @param sight what was seen before it; null: nobody has looked yet
 * @param run id of the failover run that it led to; null: none yet
 * @param aborted why it was ended before its time; null: it was not
 * @param faults what did not go as it should, in words
 * @param notes what else there is to say, in words
 * @param wakeAt when to do something although nothing is heard; null: never
 */
public record Drill(
        DrillPlan plan,
        Phase phase,
        Map<Moment, Instant> moments,
        DrillSight sight,
        String run,
        String aborted,
        List<String> faults,
        List<String> notes,
        List<Observation> observations,
        Instant wakeAt) {
    private static final int SENTENCES_MAX = 50;

    /** Where a drill is; from {@code ENDED} and {@code REFUSED} nothing leads on. */
    public enum Phase {
        LOOKING,
        WARMING,
        INJECTING,
        LOST,
        COUNTING,
        HOLDING,
        UNDOING,
        RETURNING,
        FAILING_BACK,
        SETTLING,
        ENDED,
        REFUSED
    }

    public Drill {
        var ordered = new EnumMap<Moment, Instant>(Moment.class);
        ordered.putAll(moments);
        moments = Collections.unmodifiableMap(ordered);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
        observations = List.copyOf(observations);
    }

    static Drill begun(DrillPlan plan) {
        var moments = Map.of(Moment.STARTED, plan.startedAt());
        return new Drill(
                plan, Phase.LOOKING, moments, null, null, null, List.of(), List.of(), List.of(), plan.endsAt());
    }

    public Optional<Instant> at(Moment moment) {
        return Optional.ofNullable(moments.get(moment));
    }

    /** From one moment to another; empty when one of them never came. */
    public Optional<Duration> between(Moment from, Moment to) {
        return at(from).flatMap(begin -> at(to).map(end -> Duration.between(begin, end)));
    }

    /** When the loss was noticed, for what it was. */
    public Optional<Instant> noticed() {
        return at(plan.by() == FaultKind.GRAY ? Moment.DEGRADED : Moment.DOWN);
    }

    public boolean over() {
        return phase == Phase.ENDED || phase == Phase.REFUSED;
    }

    /** Whether our own application is to write now. */
    public boolean writes() {
        return plan.workload() && (phase == Phase.WARMING || phase == Phase.INJECTING || phase == Phase.LOST);
    }

    /** Whether the region is lost, or may be. */
    boolean holdsTheRegion() {
        return phase == Phase.INJECTING || phase == Phase.LOST || phase == Phase.COUNTING || phase == Phase.HOLDING;
    }

    /** The first time counts. */
    Drill reached(Moment moment, Instant now) {
        var more = new EnumMap<Moment, Instant>(Moment.class);
        more.putAll(moments);
        more.putIfAbsent(moment, now);
        return new Drill(plan, phase, more, sight, run, aborted, faults, notes, observations, wakeAt);
    }

    Drill in(Phase next, Instant wake) {
        return new Drill(plan, next, moments, sight, run, aborted, faults, notes, observations, wake);
    }

    Drill seen(DrillSight found) {
        return new Drill(plan, phase, moments, found, run, aborted, faults, notes, observations, wakeAt);
    }

    Drill following(String runId) {
        return new Drill(plan, phase, moments, sight, runId, aborted, faults, notes, observations, wakeAt);
    }

    Drill abort(String reason) {
        var why = aborted == null ? reason : aborted;
        return new Drill(plan, phase, moments, sight, run, why, faults, notes, observations, wakeAt);
    }

    Drill fault(String sentence) {
        return new Drill(
                plan, phase, moments, sight, run, aborted, with(faults, sentence), notes, observations, wakeAt);
    }

    Drill note(String sentence) {
        return new Drill(
                plan, phase, moments, sight, run, aborted, faults, with(notes, sentence), observations, wakeAt);
    }

    /** A later word of the same source replaces the earlier one. */
    Drill observed(Observation observation) {
        var all = new ArrayList<>(observations);
        all.removeIf(earlier -> earlier.source().equals(observation.source()));
        all.add(observation);
        var newest = all.subList(Math.max(0, all.size() - SENTENCES_MAX), all.size());
        return new Drill(plan, phase, moments, sight, run, aborted, faults, notes, newest, wakeAt);
    }

    private static List<String> with(List<String> sentences, String sentence) {
        if (sentences.contains(sentence) || sentences.size() >= SENTENCES_MAX) {
            return sentences;
        }
        var more = new ArrayList<>(sentences);
        more.add(sentence);
        return more;
    }
}
