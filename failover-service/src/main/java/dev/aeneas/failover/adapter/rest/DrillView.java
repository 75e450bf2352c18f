package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DrillEvent.DrillVerdict;
import dev.aeneas.contracts.FailoverEvent.FailoverMeasured;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.failover.drill.Drill;
import dev.aeneas.failover.drill.DrillSight;
import dev.aeneas.failover.drill.Judgement;
import dev.aeneas.failover.drill.Moment;
import dev.aeneas.failover.drill.Observation;
import dev.aeneas.failover.drill.RowCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A drill for people and programs; its page is made of it.
 *
 * @param state Running, Completed, Failed (also when a promise was missed), Stopped (aborted) or Refused
 * @param verdict null: it is not over, was refused or aborted
 * @param forecastRto from the bound of detection and scaling's forecast, as known before; null: there was none
 * @param forecastError how much longer it took than forecast, as a part of the forecast: 0.1 is a tenth longer; null: not to be told
 * @param rto from the loss to restored capacity; null: not (yet) restored
 * @param promisedRto null: nothing was promised
 * @param outage without an acknowledged write, as the observers' rows met it; null: not measured
 * @param rpo how far back writes were lost, by whoever saw the worst of it; null: not measured
 * @param aborted why it was ended before its time; null: it was not
 */
public record DrillView(
        ClusterName cluster,
        String drillId,
        String region,
        FaultKind by,
        boolean dry,
        String state,
        Drill.Phase phase,
        DrillVerdict verdict,
        String sentence,
        Instant endsAt,
        Duration detection,
        Duration forecastRto,
        Double forecastError,
        Duration rto,
        Duration promisedRto,
        Duration outage,
        Duration rpo,
        Duration promisedRpo,
        String failoverRunId,
        String aborted,
        List<String> reasons,
        List<String> notes,
        Map<Moment, Instant> moments,
        DrillSight before,
        FailoverMeasured measured,
        List<Rows> rows,
        List<Observation> observations) {

    private static final double PERMILLE = 1000.0;

    /** What our own application wrote, and found again where clients were; see {@link RowCount}. */
    public record Rows(
            Moment after, long acknowledged, long failed, long found, long lost, Duration oldestLost, Duration outage) {
        static Rows of(RowCount count) {
            return new Rows(
                    count.after(),
                    count.acknowledged(),
                    count.failed(),
                    count.found(),
                    count.lost(),
                    count.oldestLost(),
                    count.outage());
        }
    }

    static DrillView of(ClusterName cluster, Drill drill) {
        var plan = drill.plan();
        var judged = Judgement.of(drill);
        var evidence = drill.evidence();
        return new DrillView(
                cluster,
                plan.drillId(),
                plan.region(),
                plan.by(),
                plan.dry(),
                state(drill, judged),
                drill.phase(),
                judged.verdict(),
                drill.aborted() == null ? judged.sentence() : "aborted: " + drill.aborted(),
                plan.endsAt(),
                judged.detection(),
                forecast(drill),
                error(forecast(drill), judged.rto()),
                judged.rto(),
                plan.rto(),
                evidence.observers() == null ? null : evidence.observers().outage(),
                judged.rpo(),
                plan.rpo(),
                drill.run(),
                drill.aborted(),
                judged.reasons(),
                drill.notes(),
                drill.moments(),
                drill.sight(),
                evidence.observers(),
                evidence.rows().stream().map(Rows::of).toList(),
                evidence.observations());
    }

    private static Duration forecast(Drill drill) {
        return drill.sight() == null ? null : drill.sight().forecastRto();
    }

    private static Double error(Duration forecast, Duration measured) {
        boolean known = forecast != null && measured != null && !forecast.isZero();
        return known ? Math.round(PERMILLE * measured.toMillis() / forecast.toMillis()) / PERMILLE - 1 : null;
    }

    private static String state(Drill drill, Judgement judged) {
        return switch (drill.phase()) {
            case REFUSED -> "Refused";
            case ENDED -> {
                boolean good = judged.verdict() == DrillVerdict.PASSED || judged.verdict() == DrillVerdict.WOULD_RUN;
                yield drill.aborted() != null ? "Stopped" : good ? "Completed" : "Failed";
            }
            default -> "Running";
        };
    }
}
