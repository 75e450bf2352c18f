package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.AutoscalePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a policy makes of a row of looks: nothing, or one row of racks more or less.
 *
 * <p>It grows when every look of the row was above a target. It shrinks when on the nodes that would remain every look would
 * have been well below all of them: so a shrink is never what makes it grow again, and a load that goes up and down changes
 * nothing.
 */
final class Judge {
    private final AutoscalePolicy policy;
    private final AutoscaleBounds bounds;
    private final Looked look;

    Judge(AutoscalePolicy policy, AutoscaleBounds bounds, Looked look) {
        this.policy = policy;
        this.bounds = bounds;
        this.look = look;
    }

    /**
     * Decides on a look that nothing stands in the way of.
     *
     * @param row the newest looks on this many nodes, this one the last
     * @param quietSince when something was changed or refused last; null: never
     */
    Verdict judge(List<Sample> row, Instant quietSince, Instant now) {
        return cooldown(quietSince, now)
                .or(() -> outsideWindows(now))
                .or(this::belowMinimum)
                .or(() -> gathering(row))
                .or(() -> high(row))
                .or(() -> low(row))
                .orElseGet(this::steady);
    }

    private Optional<Verdict> cooldown(Instant quietSince, Instant now) {
        if (quietSince == null || !now.isBefore(quietSince.plus(policy.cooldown()))) {
            return Optional.empty();
        }
        return hold(Why.COOLDOWN, "it cools down until " + quietSince.plus(policy.cooldown()));
    }

    private Optional<Verdict> outsideWindows(Instant now) {
        return OpenWindows.open(policy, now)
                ? Optional.empty()
                : hold(Why.OUTSIDE_WINDOWS, "none of the policy's windows is open");
    }

    private Optional<Verdict> belowMinimum() {
        return look.nodeCount() >= policy.nodeCountMin()
                ? Optional.empty()
                : Optional.of(Targets.grow(
                        look,
                        Why.BELOW_MINIMUM,
                        look.nodeCount() + " nodes are fewer than the least, " + policy.nodeCountMin()));
    }

    private Optional<Verdict> gathering(List<Sample> row) {
        return row.size() >= bounds.looks()
                ? Optional.empty()
                : hold(Why.GATHERING, row.size() + " of " + bounds.looks() + " looks are gathered");
    }

    private Optional<Verdict> high(List<Sample> row) {
        return Targets.of(policy)
                .filter(target -> row.stream().allMatch(target::isAbove))
                .findFirst()
                .map(target -> {
                    var reason = target.above(look.measured(), row.size());
                    return look.nodeCount() + look.racks() > policy.nodeCountMax()
                            ? Verdict.hold(
                                    look,
                                    Why.AT_MAXIMUM,
                                    reason + "; at most " + policy.nodeCountMax() + " nodes are allowed")
                            : Targets.grow(look, Why.LOAD_HIGH, reason);
                });
    }

    private Optional<Verdict> low(List<Sample> row) {
        int fewer = Targets.fewer(look);
        boolean mayShrink =
                fewer >= Math.max(policy.nodeCountMin(), look.datacenter().replicationFactor());
        boolean allLow = mayShrink
                && row.stream().allMatch(sample -> Targets.of(policy)
                        .allMatch(target -> target.leavesRoom(sample, fewer, bounds.shrinkPercent())));
        if (!allLow) {
            return Optional.empty();
        }
        int waiting = look.measured().pendingCompactions();
        return waiting > bounds.pendingCompactionsMax()
                ? hold(Why.COMPACTIONS, "load is low, and " + waiting + " compactions wait on one node")
                : Optional.of(Targets.shrink(policy, look, fewer, row.size()));
    }

    private Verdict steady() {
        return Verdict.hold(
                look,
                Why.STEADY,
                "load was not beyond its targets at each of the last " + bounds.looks() + " looks: "
                        + Targets.now(policy, look.measured()));
    }

    private Optional<Verdict> hold(Why why, String reason) {
        return Optional.of(Verdict.hold(look, why, reason));
    }
}
