package dev.aeneas.failover.detection;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverEvent.RegionDegraded;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FailoverEvent.RegionRecovered;
import dev.aeneas.contracts.FailoverEvent.RegionSuspected;
import dev.aeneas.contracts.MoveEvent.QuarantineEnded;
import dev.aeneas.failover.detection.RegionState.Degraded;
import dev.aeneas.failover.detection.RegionState.Down;
import dev.aeneas.failover.detection.RegionState.Healthy;
import dev.aeneas.failover.detection.RegionState.Quarantined;
import dev.aeneas.failover.detection.RegionState.Suspected;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a verdict changes, and what is said of it, once. */
public final class RegionDecisions {
    public static final ProcessKind<RegionState> KIND = ProcessKind.of("region", RegionState.class)
            .opens(Judged.class, Judged::id, RegionDecisions::judged)
            .opens(RegionForgotten.class, RegionForgotten::id, RegionDecisions::forgotten)
            .on(QuarantineEnded.class, m -> Judged.idOf(m.cluster(), m.region()), RegionDecisions::quarantineEnded)
            .build();

    private RegionDecisions() {}

    /** Its cluster is gone: a new one of that name begins without a past. */
    public record RegionForgotten(ClusterName cluster, String region) {
        String id() {
            return Judged.idOf(cluster, region);
        }
    }

    /** Whether a verdict changes the state. */
    public static boolean isNews(Optional<RegionState> state, Verdict verdict) {
        if (state.isEmpty()) {
            return verdict instanceof Verdict.Reachable || verdict instanceof Verdict.Degraded;
        }
        var now = state.get();
        if (verdict instanceof Verdict.Reachable reachable) {
            boolean back = now instanceof Down || now instanceof Degraded;
            return now instanceof Suspected || (back && reachable.lasting());
        }
        if (verdict instanceof Verdict.Degraded) {
            return now instanceof Healthy || now instanceof Suspected;
        }
        if (verdict instanceof Verdict.Down) {
            return !(now instanceof Down);
        }
        return isDoubt(now, verdict);
    }

    private static boolean isDoubt(RegionState now, Verdict verdict) {
        boolean askedAlready = now instanceof Suspected suspected && suspected.undecidable() != null;
        boolean mustAsk = verdict instanceof Verdict.Undecidable && now instanceof Suspected && !askedAlready;
        boolean answered = now instanceof Healthy || now instanceof Degraded;
        return mustAsk || (answered && !(verdict instanceof Verdict.Unknown));
    }

    private static Decision<RegionState> judged(Optional<RegionState> state, Received<Judged> input) {
        var verdict = input.body().verdict();
        if (!isNews(state, verdict)) {
            return Decision.of(state.orElse(null));
        }
        if (verdict instanceof Verdict.Reachable) {
            return state.map(s -> recovered(s, input)).orElseGet(() -> Decision.of(healthy(input)));
        }
        if (verdict instanceof Verdict.Degraded degraded) {
            return gray(degraded, input);
        }
        if (verdict instanceof Verdict.Down down) {
            return lost(down, input);
        }
        return doubted(verdict, input);
    }

    private static Decision<RegionState> recovered(RegionState state, Received<Judged> input) {
        var judged = input.body();
        var votes = judged.verdict().votes();
        RegionState next = state instanceof Down ? new Quarantined(input.id(), input.at(), votes) : healthy(input);
        return Decision.of(next, new RegionRecovered(judged.cluster(), judged.region(), votes));
    }

    private static Decision<RegionState> gray(Verdict.Degraded gray, Received<Judged> input) {
        var judged = input.body();
        return Decision.of(
                new Degraded(input.id(), input.at(), gray.votes(), gray.since(), gray.reason()),
                new RegionDegraded(
                        judged.cluster(),
                        judged.region(),
                        gray.datacenters(),
                        gray.since(),
                        gray.reason(),
                        gray.votes()));
    }

    private static Decision<RegionState> lost(Verdict.Down down, Received<Judged> input) {
        var judged = input.body();
        return Decision.of(
                new Down(input.id(), input.at(), down.votes(), down.since()),
                new RegionDown(judged.cluster(), judged.region(), down.datacenters(), down.since(), down.votes()));
    }

    private static Decision<RegionState> doubted(Verdict verdict, Received<Judged> input) {
        var judged = input.body();
        if (verdict instanceof Verdict.Undecidable undecidable) {
            return Decision.of(
                    new Suspected(input.id(), input.at(), verdict.votes(), undecidable.reason()),
                    new FailoverDecisionNeeded(judged.cluster(), judged.region(), undecidable.reason()));
        }
        return Decision.of(
                new Suspected(input.id(), input.at(), verdict.votes(), null),
                new RegionSuspected(judged.cluster(), judged.region(), verdict.votes()));
    }

    private static RegionState healthy(Received<Judged> input) {
        return new Healthy(input.id(), input.at(), input.body().verdict().votes());
    }

    private static Decision<RegionState> quarantineEnded(RegionState state, Received<QuarantineEnded> input) {
        return Decision.of(state instanceof Quarantined ? new Healthy(input.id(), input.at(), state.votes()) : state);
    }

    private static Decision<RegionState> forgotten(Optional<RegionState> state, Received<RegionForgotten> input) {
        Instant at = input.at();
        return Decision.of(state.isEmpty() ? null : new Healthy(input.id(), at, List.of()));
    }
}
