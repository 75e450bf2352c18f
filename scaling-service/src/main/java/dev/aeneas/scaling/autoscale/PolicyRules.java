package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.AutoscalePolicy;
import dev.aeneas.contracts.AutoscalePolicy.Window;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.Refusal.Violation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What a policy must obey in its datacenter; every broken rule is told, never only the first. */
final class PolicyRules {
    private static final int NODES_MAX = 1000;
    private static final int CPU_PERCENT_MIN = 10;
    private static final int CPU_PERCENT_MAX = 90;
    private static final Duration COOLDOWN_MIN = Duration.ofMinutes(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int WINDOWS_MAX = 32;

    private final AutoscalePolicy policy;
    private final Datacenter datacenter;
    private final List<Violation> violations = new ArrayList<>();

    private PolicyRules(AutoscalePolicy policy, Datacenter datacenter) {
        this.policy = policy;
        this.datacenter = datacenter;
    }

    static List<Violation> check(AutoscalePolicy policy, Datacenter datacenter) {
        var rules = new PolicyRules(policy, datacenter);
        rules.bounds();
        rules.targets();
        rules.times();
        return List.copyOf(rules.violations);
    }

    private void bounds() {
        nodeCount("nodeCountMin", policy.nodeCountMin());
        nodeCount("nodeCountMax", policy.nodeCountMax());
        var min = policy.nodeCountMin();
        var max = policy.nodeCountMax();
        broken(
                min != null && min < datacenter.replicationFactor(),
                "nodeCountMin",
                "must not be below the replication factor " + datacenter.replicationFactor() + "; was " + min);
        broken(
                min != null && max != null && min > max,
                "nodeCountMax",
                "must be at least nodeCountMin (" + min + "); was " + max);
    }

    private void nodeCount(String field, Integer count) {
        int racks = datacenter.racks().size();
        broken(count == null, field, "is required");
        broken(
                count != null && count % racks != 0,
                field,
                "must be a multiple of the racks (" + racks + ") so that they stay balanced; was " + count);
        broken(
                count != null && (count < 1 || count > NODES_MAX),
                field,
                "must be from 1 to " + NODES_MAX + "; was " + count);
    }

    private void targets() {
        var cpu = policy.targetCpuPercent();
        var bytes = policy.targetLoadBytes();
        broken(cpu == null && bytes == null, "targetCpuPercent", "or targetLoadBytes is required");
        broken(
                cpu != null && (cpu < CPU_PERCENT_MIN || cpu > CPU_PERCENT_MAX),
                "targetCpuPercent",
                "must be from " + CPU_PERCENT_MIN + " to " + CPU_PERCENT_MAX + "; was " + cpu);
        broken(bytes != null && bytes < 1, "targetLoadBytes", "must be at least 1; was " + bytes);
    }

    private void times() {
        var cooldown = policy.cooldown();
        broken(
                cooldown.compareTo(COOLDOWN_MIN) < 0 || cooldown.compareTo(WEEK) > 0,
                "cooldown",
                "must be from " + COOLDOWN_MIN + " to " + WEEK + "; was " + cooldown);
        broken(policy.windows().size() > WINDOWS_MAX, "windows", "must not be more than " + WINDOWS_MAX);
        for (int i = 0; i < policy.windows().size(); i++) {
            window("windows[" + i + "]", policy.windows().get(i));
        }
        try {
            ZoneId.of(policy.timeZone());
        } catch (DateTimeException e) {
            broken(true, "timeZone", "must be an IANA time zone such as Europe/Rome; was '" + policy.timeZone() + "'");
        }
    }

    private void window(String field, Window window) {
        var open = window.duration();
        broken(
                open == null || open.isNegative() || open.isZero() || open.compareTo(WEEK) > 0,
                field + ".duration",
                "must be more than nothing and at most " + WEEK + "; was " + open);
        if (window.cronExpression() == null) {
            broken(true, field + ".cronExpression", "is required");
            return;
        }
        try {
            OpenWindows.parse(window.cronExpression());
        } catch (IllegalArgumentException e) {
            broken(true, field + ".cronExpression", "must be five Unix fields: " + e.getMessage());
        }
    }

    private void broken(boolean isBroken, String field, String rule) {
        if (isBroken) {
            violations.add(new Violation(field, rule));
        }
    }
}
