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
 * @param evidence what was measured of it
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
        Evidence evidence,
        Instant wakeAt) {
    private static final int SENTENCES_MAX = 50;

    /** Where a drill is; from {@code ENDED} and {@code REFUSED} nothing leads on. */
    public enum Phase {
        LOOKING,
        ASKING,
        WARMING,
        INJECTING,
        LOST,
        COUNTING,
        HOLDING,
        UNDOING,
        RETURNING,
        FAILING_BACK,
        SETTLING,
        RECOUNTING,
        ENDED,
        REFUSED
    }

    public Drill {
        var ordered = new EnumMap<Moment, Instant>(Moment.class);
        ordered.putAll(moments);
        moments = Collections.unmodifiableMap(ordered);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    static Drill begun(DrillPlan plan) {
        var moments = Map.of(Moment.STARTED, plan.startedAt());
        return new Drill(
                plan, Phase.LOOKING, moments, null, null, null, List.of(), List.of(), Evidence.NONE, plan.endsAt());
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

    /** Whether our own application is to write now: from before the loss until clients are back. */
    public boolean writes() {
        return plan.workload() && phase.compareTo(Phase.WARMING) >= 0 && phase.compareTo(Phase.SETTLING) <= 0;
    }

    /** After which moment our own application is to count now what it finds of its rows; empty: it is not to. */
    public Optional<Moment> counts() {
        return switch (phase) {
            case COUNTING -> Optional.of(Moment.FAILED_OVER);
            case RECOUNTING -> Optional.of(at(Moment.CLIENTS_BACK).isPresent() ? Moment.CLIENTS_BACK : Moment.ENDED);
            default -> Optional.empty();
        };
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
        return new Drill(plan, phase, more, sight, run, aborted, faults, notes, evidence, wakeAt);
    }

    Drill in(Phase next, Instant wake) {
        return new Drill(plan, next, moments, sight, run, aborted, faults, notes, evidence, wake);
    }

    Drill seen(DrillSight found) {
        return new Drill(plan, phase, moments, found, run, aborted, faults, notes, evidence, wakeAt);
    }

    Drill following(String runId) {
        return new Drill(plan, phase, moments, sight, runId, aborted, faults, notes, evidence, wakeAt);
    }

    Drill abort(String reason) {
        var why = aborted == null ? reason : aborted;
        return new Drill(plan, phase, moments, sight, run, why, faults, notes, evidence, wakeAt);
    }

    Drill fault(String sentence) {
        return new Drill(plan, phase, moments, sight, run, aborted, with(faults, sentence), notes, evidence, wakeAt);
    }

    Drill note(String sentence) {
        return new Drill(plan, phase, moments, sight, run, aborted, faults, with(notes, sentence), evidence, wakeAt);
    }

    Drill measured(Evidence more) {
        return new Drill(plan, phase, moments, sight, run, aborted, faults, notes, more, wakeAt);
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
