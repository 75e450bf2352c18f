package dev.aeneas.failover.drill;

import dev.aeneas.contracts.DrillEvent.DrillVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a drill has shown, from nothing but what was seen of it.
 *
 * @param verdict null: it was aborted or refused, or is not over
 * @param reasons in words, the gravest first
 * @param detection from the loss to the word that the region is down, or degraded where it was gray; null: it never came
 * @param rto from the loss to restored capacity; null: it never was
 * @param rpo how far back writes were lost, by whoever saw the worst of it; null: nobody has measured it
 */
public record Judgement(DrillVerdict verdict, List<String> reasons, Duration detection, Duration rto, Duration rpo) {

    /** As far as it is known now: what an application reports later may change it. */
    public static Judgement of(Drill drill) {
        var rto = drill.between(Moment.LOST, Moment.CAPACITY).orElse(null);
        var rpo = drill.evidence().rpo().orElse(null);
        var detection = drill.at(Moment.LOST)
                .flatMap(lost -> drill.noticed().map(then -> Duration.between(lost, then)))
                .orElse(null);
        if (drill.phase() != Drill.Phase.ENDED || drill.aborted() != null) {
            return new Judgement(null, drill.faults(), detection, rto, rpo);
        }
        if (!drill.faults().isEmpty()) {
            return new Judgement(DrillVerdict.FAILED, drill.faults(), detection, rto, rpo);
        }
        if (drill.plan().dry()) {
            return new Judgement(DrillVerdict.WOULD_RUN, List.of(dry(drill)), null, null, null);
        }
        var missed = missed(drill, rto, rpo);
        return missed.isEmpty()
                ? new Judgement(DrillVerdict.PASSED, kept(drill, rto, rpo), detection, rto, rpo)
                : new Judgement(DrillVerdict.MISSED, missed, detection, rto, rpo);
    }

    public String sentence() {
        return reasons.isEmpty() ? "nothing to say yet" : String.join("; ", reasons);
    }

    private static List<String> missed(Drill drill, Duration rto, Duration rpo) {
        var missed = new ArrayList<String>();
        var plan = drill.plan();
        if (plan.rto() != null && rto.compareTo(plan.rto()) > 0) {
            missed.add("capacity was restored after " + rto + ", promised were " + plan.rto());
        }
        if (plan.rpo() != null && rpo != null && rpo.compareTo(plan.rpo()) > 0) {
            missed.add("writes as old as " + rpo + " were lost, promised were " + plan.rpo());
        }
        long lost = drill.evidence().lost().orElse(0L);
        boolean undated = rpo == null || rpo.isZero();
        if (plan.rpo() != null && plan.rpo().isZero() && lost > 0 && undated) {
            missed.add(lost + " acknowledged writes were lost, promised were none");
        }
        return missed;
    }

    private static List<String> kept(Drill drill, Duration rto, Duration rpo) {
        var kept = new ArrayList<String>();
        var plan = drill.plan();
        kept.add("capacity was restored after " + rto
                + (plan.rto() == null ? ", nothing was promised" : ", promised were " + plan.rto()));
        drill.evidence()
                .lost()
                .ifPresent(lost -> kept.add(
                        lost == 0 ? "no acknowledged write was lost" : lost + " acknowledged writes were lost"));
        if (rpo != null) {
            kept.add("writes at most " + rpo + " old were lost");
        } else if (plan.rpo() != null && drill.evidence().lost().isEmpty()) {
            kept.add("nobody saw what was lost, so the promised RPO of " + plan.rpo() + " was not measured");
        }
        return kept;
    }

    private static String dry(Drill drill) {
        var forecast = drill.sight().forecastRto();
        return forecast == null
                ? "it would begin; how long the standby would take to grow is not known"
                : "it would begin; capacity would be restored after about " + forecast;
    }
}
