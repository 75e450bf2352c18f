package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.AutoscaleEvent.AutoscaleDecision;
import dev.aeneas.contracts.AutoscaleEvent.MeasuredLoad;
import dev.aeneas.contracts.AutoscalePolicy;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a policy measures load by, and what a row of racks does about it. */
final class Targets {
    private static final int PERCENT = 100;

    private Targets() {}

    /**
     * One measure with the value that it is to stay at.
     *
     * @param format of a value, for people
     */
    record Target(String name, double value, ToDoubleFunction<MeasuredLoad> of, String format) {
        boolean isAbove(Sample sample) {
            return of.applyAsDouble(sample.load()) > value;
        }

        /** The same load on fewer nodes would still be below this many percent of the target. */
        boolean leavesRoom(Sample sample, int fewer, int percent) {
            double then = of.applyAsDouble(sample.load()) * sample.nodeCount() / fewer;
            return then < value * percent / PERCENT;
        }

        String above(MeasuredLoad now, int looks) {
            return name + " was above the target of " + text(value) + " at each of the last " + looks + " looks: "
                    + text(of.applyAsDouble(now)) + " at the last one";
        }

        String text(double any) {
            return String.format(Locale.ROOT, format, any);
        }
    }

    /** CPU is the nodes' mean, since requests spread; bytes are the fullest node's, since a full disk is one node's. */
    static Stream<Target> of(AutoscalePolicy policy) {
        var cpu = policy.targetCpuPercent() == null
                ? Stream.<Target>empty()
                : Stream.of(new Target("CPU", policy.targetCpuPercent(), MeasuredLoad::cpuPercent, "%.0f %%"));
        var bytes = policy.targetLoadBytes() == null
                ? Stream.<Target>empty()
                : Stream.of(new Target("load", policy.targetLoadBytes(), MeasuredLoad::loadBytes, "%.0f bytes"));
        return Stream.concat(cpu, bytes);
    }

    static String now(AutoscalePolicy policy, MeasuredLoad load) {
        return of(policy)
                .map(target -> target.name() + " " + target.text(target.of().applyAsDouble(load)) + " of "
                        + target.text(target.value()))
                .collect(Collectors.joining(", "));
    }

    static Verdict grow(Looked look, Why why, String reason) {
        int more = (look.nodeCount() / look.racks() + 1) * look.racks();
        return new Verdict(AutoscaleDecision.GROW, why, reason, more);
    }

    /** One row of racks fewer, so that node counts stay multiples of the racks. */
    static int fewer(Looked look) {
        int rows = (look.nodeCount() + look.racks() - 1) / look.racks();
        return (rows - 1) * look.racks();
    }

    static Verdict shrink(AutoscalePolicy policy, Looked look, int fewer, int looks) {
        var reason = "load would have left room on " + fewer + " nodes at each of the last " + looks + " looks: "
                + now(policy, look.measured()) + " on " + look.nodeCount();
        return new Verdict(AutoscaleDecision.SHRINK, Why.LOAD_LOW, reason, fewer);
    }
}
